import { useDeferredValue, useMemo } from 'react'
import { useServerTime } from '#src/lib/server-now.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import { matchesQuery } from '#src/domain/topology/matching.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/tree.ts'
import { useAfter } from '#src/components/ui/use-after.ts'
import { countProblems, withProblem } from './count-problems.ts'
import { hiveSizes } from './device-groups.ts'
import { DeviceFilters } from './device-filters.tsx'
import { devicesAt, roomsOfDevices } from './device-places.ts'
import { DeviceTable } from './device-table.tsx'
import { DeviceTools } from './device-tools.tsx'
import { DeviceTotals } from './device-totals.tsx'
import { hiddenInWords } from './device-words.ts'
import { DevicesLoading } from './devices-loading.tsx'
import { DevicesNotes } from './devices-notes.tsx'
import { HiddenDevices } from './hidden-devices.tsx'
import { judgedDevices, type JudgedDevice } from './judged-device.ts'
import { NoneFound } from './none-found.tsx'
import type { TableContext } from './row-props.ts'
import { sortDevices } from './sort-devices.ts'
import { useAnswers } from './use-answers.ts'
import { useDevicesParams } from './use-devices-params.ts'
import { useEmptyHives } from './use-empty-hives.ts'
import { useSuspicions } from './use-suspicions.ts'

/** Rows that move when suspicions come a moment later are worse than waiting so long for them. */
const suspicionsWithinMs = 2 * second

/**
 * The sensors once Butlr told of them: totals, tools, table.
 *
 * @param error why they could not be told anew; null when they could
 */
export function Devices({
  directory,
  error,
  topology,
  hrefOfRoom,
}: {
  directory: SensorDirectory
  error: unknown
  topology: Topology | undefined
  hrefOfRoom: (roomId: string) => string
}) {
  const now = useServerTime(wholeMinute)
  const answers = useAnswers()
  const { suspicions, settled } = useSuspicions(directory, topology)
  const { params, change } = useDevicesParams()
  // Letters appear at once; the rows follow when there is time.
  const asked = useDeferredValue(params)
  const impatient = useAfter(suspicionsWithinMs)
  const { place, q, problem, hidden, sort, reversed, grouped } = asked

  const here = useMemo(() => {
    const devices = devicesAt(directory.devices, topology, place)
    return judgedDevices(devices, directory.hives, roomsOfDevices(topology), suspicions, now)
  }, [directory, topology, place, suspicions, now])
  const installed = useMemo(() => here.filter(({ device }) => device.hidden === null), [here])
  const counted = hidden ? here : installed
  const found = useMemo(() => counted.filter((one) => isMeant(one, q)), [counted, q])
  const shown = useMemo(
    () => sortDevices(withProblem(found, problem), sort, reversed),
    [found, problem, sort, reversed],
  )
  const hives = useEmptyHives(directory.hives, topology, asked, counted)
  const counts = useMemo(() => countProblems(found, hives.empty), [found, hives])
  const context = useMemo((): TableContext => {
    const sizes = hiveSizes(counted)
    const names = new Map(directory.devices.map(({ mac, name }) => [mac, name]))
    return {
      grouped,
      sizeOf: (hiveId) => sizes.get(hiveId) ?? 0,
      nameOf: (mac) => names.get(mac) ?? mac,
      linkTo: (roomId, range) => hrefOfRoom(roomId) + queryOf({ place, range }),
    }
  }, [directory, counted, grouped, place, hrefOfRoom])

  if (!settled && !impatient) return <DevicesLoading />
  return (
    <>
      <DeviceTotals devices={installed} hives={hives.all} answers={answers} />
      <div className="flex flex-col justify-between gap-x-4 gap-y-2 border-line md:border-t md:py-3 xl:flex-row xl:items-start">
        <DeviceFilters
          total={found.length}
          counts={counts}
          chosen={params.problem}
          onChoose={(chosen) => change({ problem: chosen })}
        />
        <DeviceTools params={params} onChange={change} />
      </div>
      <DevicesNotes directory={directory} error={error} />
      <HiddenDevices
        words={hiddenInWords(here.map(({ device }) => device))}
        shown={params.hidden}
        onShow={(show) => change({ hidden: show })}
      />
      {shown.length + hives.shown.length === 0 ? (
        <NoneFound params={asked} onChange={change} />
      ) : (
        <DeviceTable
          devices={shown}
          empty={hives.shown}
          answers={answers}
          params={asked}
          onChange={change}
          context={context}
        />
      )}
    </>
  )
}

const wholeMinute = (now: number) => Math.floor(now / minute) * minute

function isMeant({ device, room, hive }: JudgedDevice, query: string): boolean {
  const { name, mac, hiveSerial } = device
  return matchesQuery(query, [name, mac, room.name, room.floor, hive?.name ?? null, hiveSerial])
}

function queryOf(parts: Record<string, string | null | undefined>): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(parts)) if (value) query.set(key, value)
  return query.size === 0 ? '' : `?${query}`
}
