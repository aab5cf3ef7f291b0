import { nameOrId } from '#src/contract/butlr-values.ts'
import { useMemo, useDeferredValue } from 'react'
import { matchesQuery } from '#src/domain/topology/text-search.ts'
import type { Hive, SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import {
  countSensorsByHive,
  type EmptyHive,
  countIssues,
  filterByIssue,
  sortDevices,
} from './device-groups.ts'
import { hivesInPlace, createDeviceLocator, devicesInPlace } from './device-places.ts'
import { type DevicesParams, useDevicesParams } from './devices-params.ts'
import { type DeviceWithIssues, withIssues } from './device-issues.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import { useHasElapsed } from '#src/components/ui/use-has-elapsed.ts'
import { IssueFilter, DeviceToolbar } from './device-toolbar.tsx'
import { DeviceTable } from './device-table.tsx'
import { DeviceTotals } from './device-totals.tsx'
import { describeHiddenDevices } from './device-labels.ts'
import { SensorsLoading, NoMatchingSensors, SensorsUnavailable } from './sensors-placeholders.tsx'
import { DirectoryNotices, HiddenDevicesToggle } from './device-notices.tsx'
import type { DeviceTableContext } from './device-table-model.ts'
import { useReportingSensors } from './use-reporting-sensors.ts'
import { useAnomalies } from './use-anomalies.ts'
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
  hives: readonly Hive[],
  topology: Topology | undefined,
  { place, q, issue, grouped }: DevicesParams,
  devices: readonly DeviceWithIssues[],
): { all: readonly Hive[]; empty: readonly EmptyHive[]; shown: readonly EmptyHive[] } {
  const all = useMemo(() => hivesInPlace(hives, topology, place), [hives, topology, place])
  const empty = useMemo(() => {
    const locate = createDeviceLocator(topology)
    const sizes = countSensorsByHive(devices)
    return all
      .filter(({ id, name, serial }) => !sizes.has(id) && matchesQuery(q, [name, serial]))
      .map((hive) => ({ hive, zone: locate({ roomId: null, floorId: hive.floorId }).zone }))
  }, [all, topology, devices, q])
  const shown = useMemo(
    () =>
      grouped
        ? empty.filter(({ hive }) => issue === null || isMatchingOfflineHive(hive, issue))
        : [],
    [empty, grouped, issue],
  )
  return useMemo(() => ({ all, empty, shown }), [all, empty, shown])
}

function isMatchingOfflineHive({ online }: Hive, problem: DevicesParams['issue']): boolean {
  return problem === 'hive' && online === false
}

/** Rows that move when suspicions come a moment later are worse than waiting so long for them. */
const maxAnomalyWaitMs = 2 * second

/**
 * The sensors once Butlr told of them: totals, tools, table.
 *
 * @param error why they could not be told anew; null when they could
 */
export function SensorsContent({
  directory,
  error,
  topology,
  getRoomPath,
}: {
  directory: SensorDirectory
  error: unknown
  topology: Topology | undefined
  getRoomPath: (roomId: string) => string
}) {
  const now = useServerClock(floorToMinute)
  const reporting = useReportingSensors()
  const { anomalies, settled } = useAnomalies(directory, topology)
  const { params, change } = useDevicesParams()
  // Letters appear at once; the rows follow when there is time.
  const deferredParams = useDeferredValue(params)
  const waitedLongEnough = useHasElapsed(maxAnomalyWaitMs)
  const { place, q, issue, showHidden, sort, reversed, grouped } = deferredParams

  const placeDevices = useMemo(() => {
    const devices = devicesInPlace(directory.devices, topology, place)
    return withIssues(devices, directory.hives, createDeviceLocator(topology), anomalies, now)
  }, [directory, topology, place, anomalies, now])
  const installed = useMemo(
    () => placeDevices.filter(({ device }) => device.hidden === null),
    [placeDevices],
  )
  const countedDevices = showHidden ? placeDevices : installed
  const matchingDevices = useMemo(
    () => countedDevices.filter((one) => matchesSearch(one, q)),
    [countedDevices, q],
  )
  const visibleDevices = useMemo(
    () => sortDevices(filterByIssue(matchingDevices, issue), sort, reversed),
    [matchingDevices, issue, sort, reversed],
  )
  const hives = useEmptyHives(directory.hives, topology, deferredParams, countedDevices)
  const counts = useMemo(() => countIssues(matchingDevices, hives.empty), [matchingDevices, hives])
  const context = useMemo((): DeviceTableContext => {
    const sizes = countSensorsByHive(countedDevices)
    const names = new Map(directory.devices.map(({ mac, name }) => [mac, name]))
    return {
      grouped,
      getHiveSize: (hiveId) => sizes.get(hiveId) ?? 0,
      getSensorName: (mac) => nameOrId(names.get(mac), mac),
      linkTo: (roomId, range) => getRoomPath(roomId) + toQueryString({ place, range }),
    }
  }, [directory, countedDevices, grouped, place, getRoomPath])

  if (!settled && !waitedLongEnough) return <SensorsLoading />
  return (
    <>
      <DeviceTotals devices={installed} hives={hives.all} reporting={reporting} />
      <div className="flex flex-col justify-between gap-x-4 gap-y-2 border-line md:border-t md:py-3 xl:flex-row xl:items-start">
        <IssueFilter
          total={matchingDevices.length}
          counts={counts}
          selected={params.issue}
          onSelect={(chosen) => change({ issue: chosen })}
        />
        <DeviceToolbar params={params} onChange={change} />
      </div>
      <DirectoryNotices directory={directory} error={error} />
      <HiddenDevicesToggle
        text={describeHiddenDevices(placeDevices.map(({ device }) => device))}
        shown={params.showHidden}
        onShow={(show) => change({ showHidden: show })}
      />
      {visibleDevices.length + hives.shown.length === 0 ? (
        <NoMatchingSensors params={deferredParams} onChange={change} />
      ) : (
        <DeviceTable
          devices={visibleDevices}
          empty={hives.shown}
          reporting={reporting}
          params={deferredParams}
          onChange={change}
          context={context}
        />
      )}
    </>
  )
}

const floorToMinute = (now: number) => Math.floor(now / minute) * minute

function matchesSearch({ device, room, hive }: DeviceWithIssues, query: string): boolean {
  const { name, mac, hiveSerial } = device
  return matchesQuery(query, [name, mac, room.name, room.floor, hive?.name ?? null, hiveSerial])
}

function toQueryString(parts: Record<string, string | null | undefined>): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(parts)) if (value) query.set(key, value)
  return query.size === 0 ? '' : `?${query}`
}

/** Sensors without the names of their rooms wait this long for them. */
const maxNameWaitMs = 3 * second

/**
 * Every sensor, what is wrong first: its health, its hive, and what is suspicious about its counts. What is shown lives
 * in the URL.
 *
 * @param hrefOfRoom where a room opens
 */
export function SensorsPage({ getRoomPath }: { getRoomPath: (roomId: string) => string }) {
  const { data: directory, error } = useQuery(sensorDirectoryQuery())
  const { topology, pending } = useTopology()
  const { rooms, error: pollError } = useLiveRooms()
  const waitedLongEnough = useHasElapsed(maxNameWaitMs)
  const isReady = !pending && (rooms !== undefined || pollError !== null)
  if (directory && (isReady || waitedLongEnough)) {
    return (
      <SensorsContent
        directory={directory}
        error={error}
        topology={topology}
        getRoomPath={getRoomPath}
      />
    )
  }
  return error && !directory ? <SensorsUnavailable error={error} /> : <SensorsLoading />
}
