import { useMemo, useDeferredValue } from 'react'
import { matchesQuery } from '#src/domain/topology/text-search.ts'
import type { Hive, SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import {
  hiveSizes,
  type EmptyHive,
  countProblems,
  withProblem,
  sortDevices,
} from './device-groups.ts'
import { hivesAt, roomsOfDevices, devicesAt } from './device-places.ts'
import { type DevicesParams, useDevicesParams } from './devices-params.ts'
import { type JudgedDevice, judgedDevices } from './device-issues.ts'
import { useServerTime } from '#src/lib/use-server-clock.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import { useAfter } from '#src/components/ui/use-has-elapsed.ts'
import { DeviceFilters, DeviceTools } from './device-toolbar.tsx'
import { DeviceTable } from './device-table.tsx'
import { DeviceTotals } from './device-totals.tsx'
import { hiddenInWords } from './device-labels.ts'
import { DevicesLoading, NoneFound, NoDevices } from './sensors-placeholders.tsx'
import { DevicesNotes, HiddenDevices } from './device-notices.tsx'
import type { TableContext } from './device-table-model.ts'
import { useAnswers } from './use-reporting-sensors.ts'
import { useSuspicions } from './use-anomalies.ts'
import { useQuery } from '@tanstack/react-query'
import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { sensorDirectoryQuery, useTopology } from '#src/data/topology/queries.ts'

/**
 * All hives of the place that is asked for; of those, the ones without sensors that match the query (`empty`); and of these,
 * the ones that the table lists (`shown`).
 *
 * @param devices the sensors of the place
 */
export function useEmptyHives(
  known: readonly Hive[],
  topology: Topology | undefined,
  { place, q, problem, grouped }: DevicesParams,
  devices: readonly JudgedDevice[],
): { all: readonly Hive[]; empty: readonly EmptyHive[]; shown: readonly EmptyHive[] } {
  const all = useMemo(() => hivesAt(known, topology, place), [known, topology, place])
  const empty = useMemo(() => {
    const placeOf = roomsOfDevices(topology)
    const sizes = hiveSizes(devices)
    return all
      .filter(({ id, name, serial }) => !sizes.has(id) && matchesQuery(q, [name, serial]))
      .map((hive) => ({ hive, zone: placeOf({ roomId: null, floorId: hive.floorId }).zone }))
  }, [all, topology, devices, q])
  const shown = useMemo(
    () =>
      grouped ? empty.filter(({ hive }) => problem === null || isDeadWanted(hive, problem)) : [],
    [empty, grouped, problem],
  )
  return useMemo(() => ({ all, empty, shown }), [all, empty, shown])
}

function isDeadWanted({ online }: Hive, problem: DevicesParams['problem']): boolean {
  return problem === 'hive' && online === false
}

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

/** Sensors without the names of their rooms wait this long for them. */
const namesWithinMs = 3 * second

/**
 * Every sensor, what is wrong first: its health, its hive, and what is suspicious about its counts. What is shown lives
 * in the URL.
 *
 * @param hrefOfRoom where a room opens
 */
export function DevicesView({ hrefOfRoom }: { hrefOfRoom: (roomId: string) => string }) {
  const { data: directory, error } = useQuery(sensorDirectoryQuery())
  const { topology, pending } = useTopology()
  const { rooms, error: pollError } = useLiveRooms()
  const patient = useAfter(namesWithinMs)
  const known = !pending && (rooms !== undefined || pollError !== null)
  if (directory && (known || patient)) {
    return (
      <Devices directory={directory} error={error} topology={topology} hrefOfRoom={hrefOfRoom} />
    )
  }
  return error && !directory ? <NoDevices error={error} /> : <DevicesLoading />
}
