import { expect, test } from 'vitest'
import type { Anomaly } from '#src/domain/anomalies/anomaly.ts'
import { day } from '#src/domain/time/duration.ts'
import { formatCsv } from '#src/lib/csv.ts'
import { makeDevice, makeRoom, makeSensorDirectory, makeTopology } from '#src/testing/fixtures.ts'
import { parseCsv } from '#src/testing/parse-csv.ts'
import { toDevicesExport } from './device-export.ts'
import { withIssues } from './device-issues.ts'
import { createDeviceLocator } from './device-places.ts'
import { readDevicesParams } from './devices-params.ts'

const at = Date.UTC(2026, 10, 23, 9)
const zone = { name: 'Europe/Berlin', known: true }
const topology = makeTopology({
  sites: [{ id: 's', name: 'Northgate', zone }],
  buildings: [{ id: 'b', name: 'Main building', siteId: 's' }],
  floors: [{ id: 'f3', name: 'Floor 3', buildingId: 'b', level: 3 }],
  rooms: [makeRoom({ id: 'maple', name: 'Maple', floorId: 'f3' })],
})
const hive = {
  id: 'h3',
  name: 'Hive 3',
  serial: null,
  floorId: 'f3',
  online: true,
  lastHeartbeatAt: at,
  stability: null,
}
const inMaple = { roomId: 'maple', floorId: 'f3', hiveId: 'h3' }
const directory = makeSensorDirectory({
  at,
  hives: [hive],
  devices: [
    makeDevice({
      ...inMaple,
      mac: '00-01',
      name: '=North',
      mode: 'presence',
      online: true,
      lastHeartbeatAt: at - 20_000,
      lastReportAt: at - 400 * day,
      power: 'battery',
      batteryDueAt: at + 12 * day,
    }),
    makeDevice({
      mac: '00-02',
      name: 'Door',
      mode: 'traffic',
      online: false,
      roomId: null,
      floorId: null,
      hiveId: null,
      lastHeartbeatAt: null,
      lastReportAt: null,
      power: 'wired',
    }),
  ],
})
const stuck: Anomaly = {
  kind: 'stuck',
  macs: ['00-01'],
  people: 1,
  minutes: 300,
  of: 300,
  from: Date.UTC(2026, 10, 22, 23),
  to: Date.UTC(2026, 10, 23, 4),
}
const devices = withIssues(
  directory.devices,
  directory.hives,
  createDeviceLocator(topology),
  null,
  [stuck],
  at,
)
const exportOf = (query: string) =>
  toDevicesExport({
    devices,
    directory,
    topology,
    reporting: null,
    params: readDevicesParams(new URLSearchParams(query)),
    getSensorName: (mac) => mac,
  })

test('exports every sensor with its status, times and possible problems', () => {
  expect(parseCsv(formatCsv(exportOf('group=none')))).toEqual([
    ['Sensors, Main building - 2026-11-23T10:00 Europe/Berlin'],
    ['Location', 'Main building'],
    ['Filters', 'none'],
    ['Data as of', '2026-11-23T10:00:00+01:00'],
    ['Time zone', 'Europe/Berlin (CET), UTC (no time zone set)'],
    [''],
    // prettier-ignore
    ['Sensor', 'MAC address', 'Health', 'Possible problems', 'Room', 'Floor', 'Building', 'Mode', 'Status', 'Heartbeat', 'Last report', 'Power', 'Battery due', 'Hive', 'Hive status'],
    [
      "'=North",
      '00-01',
      'Stuck overnight, Battery due soon',
      'Possibly stuck: never dropped below 1 between 2026-11-23T00:00:00+01:00 and 2026-11-23T05:00:00+01:00.',
      'Maple',
      'Floor 3',
      'Main building',
      'Presence',
      'Online',
      '2026-11-23T09:59:40+01:00',
      '2025-10-19T11:00:00+02:00',
      'Battery',
      '2026-12-05',
      'Hive 3',
      'Online',
    ],
    // prettier-ignore
    ['Door', '00-02', 'Offline', '', '', '', '', 'Traffic', 'Offline', '', '', 'Wired', '', '', ''],
  ])
})

test.each([
  ['problem=offline&q=door', 'Sensors, Main building - Offline, “door”', 'Offline, “door”'],
  [
    'place=f3&hidden=show',
    'Sensors, Floor 3, Main building - with hidden sensors',
    'with hidden sensors',
  ],
])('exports the query "%s" with the title "%s" and the filters "%s"', (query, title, filters) => {
  const exported = exportOf(query)
  expect(exported.title).toBe(`${title}, 2026-11-23T10:00 Europe/Berlin`)
  expect(exported.details).toContainEqual(['Filters', filters])
})
