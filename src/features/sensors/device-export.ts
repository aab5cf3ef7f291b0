import { displayName } from '#src/contract/butlr-values.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { tableExportHeading } from '#src/format/export-heading.ts'
import { formatIsoDate, formatIsoTime } from '#src/format/iso-time.ts'
import { placeNames } from '#src/format/place-names.ts'
import type { Cell, TableExport } from '#src/lib/csv.ts'
import { battery, sensorColumnLabels } from '#messages/export.ts'
import * as text from '#messages/sensors.tsx'
import { deviceFilterLabels } from './device-filter-labels.ts'
import { groupByHive } from './device-groups.ts'
import type { DeviceWithIssues } from './device-issues.ts'
import {
  describeEvidence,
  type EvidenceTimes,
  formatOnlineStatus,
  sensorStatus,
} from './device-status-text.ts'
import type { DeviceTableContext } from './device-table-model.ts'
import type { DevicesParams } from './devices-params.ts'
import type { ReportingSensors } from './use-reporting-sensors.ts'

/** The sensors that the Sensors page shows, and the data for their cells. */
export type DevicesToExport = {
  /** Filtered and sorted. */
  devices: readonly DeviceWithIssues[]
  directory: SensorDirectory
  topology: Topology | undefined
  reporting: ReportingSensors
  params: DevicesParams
  getSensorName: DeviceTableContext['getSensorName']
}

/**
 * Returns the export of all sensors that match the filters, in page order, including rows that are not rendered and the
 * sensors of collapsed hives.
 */
export function toDevicesExport(source: DevicesToExport): TableExport {
  const { devices, directory, topology, params } = source
  const columns = createColumns(source)
  const ordered = params.grouped ? groupByHive(devices).flatMap((group) => group.devices) : devices
  return {
    ...tableExportHeading({
      subject: text.tableLabel,
      topology,
      placeId: params.place,
      filters: deviceFilterLabels(params),
      at: directory.at,
      zones: devices.map(({ room }) => room.zone),
    }),
    rows: [
      columns.map(([label]) => label),
      ...ordered.map((one) => columns.map(([, getCell]) => getCell(one))),
    ],
  }
}

type Column = readonly [label: string, getCell: (one: DeviceWithIssues) => Cell]

function createColumns({ topology, reporting, getSensorName }: DevicesToExport): Column[] {
  const getPlace = createPlaceLookup(topology)
  const labels = { ...text.columnLabels, ...sensorColumnLabels }
  return [
    [labels.name, ({ device }) => device.name],
    [labels.mac, ({ device }) => displayName(device.mac)],
    [labels.problem, (one) => describeHealth(one, reporting)],
    [labels.suspicions, (one) => describeSuspicions(one, getSensorName)],
    [labels.room, ({ room }) => (room.id === null ? null : room.name)],
    [labels.floor, (one) => getPlace(one)[0] ?? null],
    [labels.building, (one) => getPlace(one)[1] ?? null],
    [labels.mode, ({ device: { mode } }) => (mode === null ? text.unknown : text.modeLabels[mode])],
    [labels.status, ({ device }) => formatOnlineStatus(device.online)],
    [labels.heartbeat, ({ device, room }) => formatOptionalTime(device.lastHeartbeatAt, room.zone)],
    [labels.report, ({ device, room }) => formatOptionalTime(device.lastReportAt, room.zone)],
    [labels.power, ({ device: { power } }) => power && (power === 'wired' ? text.wired : battery)],
    [
      labels.batteryDue,
      ({ device: { batteryDueAt }, room }) =>
        batteryDueAt === null ? null : formatIsoDate(batteryDueAt, room.zone),
    ],
    [labels.hive, ({ hive }) => hive && hive.name],
    [labels.hiveStatus, ({ hive }) => hive && formatOnlineStatus(hive.online)],
  ]
}

function describeHealth(
  { device, problems }: DeviceWithIssues,
  reporting: ReportingSensors,
): string {
  if (device.hidden !== null) return text.hiddenReasonLabels[device.hidden]
  if (problems.length === 0) return text.statusLabels[sensorStatus(device.mac, reporting)]
  return problems.map((problem) => text.issueLabels[problem]).join(', ')
}

function describeSuspicions(
  { device, room, suspicions }: DeviceWithIssues,
  getSensorName: DevicesToExport['getSensorName'],
): string {
  const format = (at: number) => formatIsoTime(at, room.zone)
  const times: EvidenceTimes = {
    formatMoment: format,
    formatWindow: (from, to) => [format(from), format(to)],
  }
  return suspicions
    .map((suspicion) => describeEvidence(suspicion, device.mac, getSensorName, times))
    .join(' ')
}

/** Returns a function that returns the floor and the building of a sensor; an empty array if they are unknown. */
function createPlaceLookup(topology: Topology | undefined) {
  const floorOfRoom = new Map(topology?.rooms.map((room) => [room.id, room.floorId]))
  const places = new Map<string, readonly string[]>()
  return ({ device: { roomId, floorId } }: DeviceWithIssues): readonly string[] => {
    const id = floorOfRoom.get(roomId ?? '') ?? floorId
    if (id === null) return []
    const place = places.get(id) ?? placeNames(topology, id)
    places.set(id, place)
    return place
  }
}

function formatOptionalTime(at: number | null, zone: TimeZone): string | null {
  return at === null ? null : formatIsoTime(at, zone)
}
