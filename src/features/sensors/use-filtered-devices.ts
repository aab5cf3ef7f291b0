import { useMemo } from 'react'
import type { Anomaly } from '#src/domain/anomalies/anomaly.ts'
import { minute } from '#src/domain/time/duration.ts'
import type { Hive, SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { formatMac } from '#src/format/sensor-labels.ts'
import { matchesQuery } from '#src/domain/topology/text-search.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import {
  countIssues,
  countSensorsByHive,
  filterByIssue,
  sortDevices,
  type EmptyHive,
} from './device-groups.ts'
import { withIssues, type DeviceIssue, type DeviceWithIssues } from './device-issues.ts'
import { createDeviceLocator, devicesInPlace, hivesInPlace } from './device-places.ts'
import type { DevicesParams } from './devices-params.ts'
import type { ReportingSensors } from './use-reporting-sensors.ts'

type PlaceHives = {
  all: readonly Hive[]
  empty: readonly EmptyHive[]
  shown: readonly EmptyHive[]
}

type FilteredDevices = {
  /** All sensors of the location, including hidden ones. */
  placeDevices: readonly DeviceWithIssues[]
  /** Sensors of the location that are not hidden. */
  installed: readonly DeviceWithIssues[]
  /** `placeDevices` if hidden sensors are shown, otherwise `installed`. */
  countedDevices: readonly DeviceWithIssues[]
  /** Sensors that match all filters except the problem filter. */
  matchingDevices: readonly DeviceWithIssues[]
  /** Sensors that match all filters, sorted. */
  visibleDevices: readonly DeviceWithIssues[]
  hives: PlaceHives
  /** Number of sensors with each problem; for `hive`, the number of offline hives. */
  counts: ReadonlyMap<DeviceIssue, number>
}

/** Filters and sorts the sensors and hives by the parameters of the page. */
export function useFilteredDevices(
  directory: SensorDirectory,
  topology: Topology | undefined,
  reporting: ReportingSensors,
  anomalies: readonly Anomaly[],
  params: DevicesParams,
): FilteredDevices {
  const now = useServerClock(floorToMinute)
  const { place, q, issue, sort, reversed } = params
  const placeDevices = useMemo(() => {
    const devices = devicesInPlace(directory.devices, topology, place)
    const locate = createDeviceLocator(topology)
    return withIssues(devices, directory.hives, locate, reporting, anomalies, now)
  }, [directory, topology, place, reporting, anomalies, now])
  const installed = useMemo(
    () => placeDevices.filter(({ device }) => device.hidden === null),
    [placeDevices],
  )
  const countedDevices = params.showHidden ? placeDevices : installed
  const matchingDevices = useMemo(
    () => countedDevices.filter((one) => matchesSearch(one, q)),
    [countedDevices, q],
  )
  const visibleDevices = useMemo(
    () => sortDevices(filterByIssue(matchingDevices, issue), sort, reversed),
    [matchingDevices, issue, sort, reversed],
  )
  const hives = usePlaceHives(directory.hives, topology, params, countedDevices)
  const counts = useMemo(() => countIssues(matchingDevices, hives.empty), [matchingDevices, hives])
  return { placeDevices, installed, countedDevices, matchingDevices, visibleDevices, hives, counts }
}

const floorToMinute = (now: number) => Math.floor(now / minute) * minute

function matchesSearch({ device, room, hive }: DeviceWithIssues, query: string): boolean {
  const { name, mac, hiveSerial } = device
  const hiveNames = [hive?.name ?? null, hiveSerial]
  return matchesQuery(query, [name, mac, formatMac(mac), room.name, room.floor, ...hiveNames])
}

/**
 * Returns all hives of the location (`all`), the hives without sensors whose name or serial number matches the query
 * (`empty`), and those of `empty` that the table lists (`shown`).
 *
 * @param devices the sensors of the location
 */
function usePlaceHives(
  hives: readonly Hive[],
  topology: Topology | undefined,
  { place, q, issue, grouped }: DevicesParams,
  devices: readonly DeviceWithIssues[],
): PlaceHives {
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
