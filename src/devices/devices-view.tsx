import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { inDigits } from '#src/live/room-words.ts'
import { useServerTime } from '#src/reporting/server-now.ts'
import { minute } from '#src/time/duration.ts'
import { matchesQuery } from '#src/topology/matching.ts'
import { missingInWords } from '#src/topology/missing-words.ts'
import { sensorDirectoryQuery } from '#src/topology/queries.ts'
import type { SensorDirectory } from '#src/topology/sensor-directory.ts'
import type { Topology } from '#src/topology/tree.ts'
import { useTopology } from '#src/topology/use-topology.ts'
import { countProblems, deviceGroups, withProblem } from './device-groups.ts'
import { DeviceFilters, problemFilters } from './device-filters.tsx'
import { devicesAt, roomsOfDevices } from './device-places.ts'
import { DeviceTable } from './device-table.tsx'
import { hiddenInWords, sensorsCounted } from './device-words.ts'
import { HiddenDevices } from './hidden-devices.tsx'

/**
 * Every sensor under its hive, what is wrong first. The place, the search, the problem and whether hidden devices are
 * shown live in the URL.
 */
export function DevicesView({ hrefOfRoom }: { hrefOfRoom: (roomId: string) => string }) {
  const { data: directory, isError } = useQuery(sensorDirectoryQuery())
  const { topology } = useTopology()
  if (!directory) {
    return (
      <p role="status" className="py-12 text-15 text-ink-muted">
        {isError
          ? 'Butlr does not tell about its sensors now. Headroom asks again by itself.'
          : 'Loading the sensors'}
      </p>
    )
  }
  return <Devices directory={directory} topology={topology} hrefOfRoom={hrefOfRoom} />
}

function Devices({
  directory,
  topology,
  hrefOfRoom,
}: {
  directory: SensorDirectory
  topology: Topology | undefined
  hrefOfRoom: (roomId: string) => string
}) {
  const [search, setSearch] = useSearchParams()
  const now = useServerTime(wholeMinute)
  const [q, showHidden] = [search.get('q') ?? '', search.get('hidden') === 'show']
  const wanted = problemFilters.find((one) => one === search.get('problem')) ?? null
  const place = search.get('place') || null
  const roomOf = useMemo(() => roomsOfDevices(topology, hrefOfRoom), [topology, hrefOfRoom])
  const here = useMemo(
    () => devicesAt(directory.devices, topology, place),
    [directory, topology, place],
  )
  const found = useMemo(
    () =>
      here.filter(
        (device) =>
          (showHidden || device.hidden === null) &&
          matchesQuery(q, [device.name, device.mac, roomOf(device).name]),
      ),
    [here, showHidden, q, roomOf],
  )
  const groups = useMemo(() => deviceGroups(found, directory.hives, now), [found, directory, now])
  const shown = useMemo(() => withProblem(groups, wanted), [groups, wanted])
  const set = (key: string, value: string | null) =>
    setSearch((before) => {
      const next = new URLSearchParams(before)
      if (value === null || value === '') next.delete(key)
      else next.set(key, value)
      return next
    })
  const online = found.filter((device) => device.online).length
  return (
    <>
      <p className="pt-5 text-27 font-semibold md:pt-7 md:text-32">
        {inDigits(online)}{' '}
        <span className="text-15 font-normal text-ink-muted md:text-18">
          of {sensorsCounted(found.length)} online
        </span>
      </p>
      {directory.missing.length > 0 && (
        <p className="pt-2 text-busy-ink">
          Butlr sent only a part. Missing: {missingInWords(directory.missing)}.
        </p>
      )}
      <DeviceFilters
        total={found.length}
        counts={countProblems(groups)}
        problem={wanted}
        query={q.trim()}
        onProblem={(problem) => set('problem', problem)}
        onClearQuery={() => set('q', null)}
      />
      <HiddenDevices
        words={hiddenInWords(here)}
        shown={showHidden}
        onShow={(show) => set('hidden', show ? 'show' : null)}
      />
      {shown.length === 0 ? (
        <p role="status" className="py-12 text-center text-15">
          No sensor is like that here.
        </p>
      ) : (
        <DeviceTable groups={shown} roomOf={roomOf} />
      )}
    </>
  )
}

const wholeMinute = (now: number) => Math.floor(now / minute) * minute
