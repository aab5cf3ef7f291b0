import { expect, test } from 'vitest'
import { day } from '#src/domain/time/duration.ts'
import { makeDevice } from '#src/testing/fixtures.ts'
import { createDeviceLocator } from './device-places.ts'
import type { DeviceSort } from './devices-params.ts'
import { withIssues, type DeviceIssue } from './device-issues.ts'
import { sortDevices, countIssues, filterByIssue, groupByHive } from './device-groups.ts'
import type { Anomaly } from '#src/domain/anomalies/anomaly.ts'

const sortedAt = 100 * day
const unsortedDevices = withIssues(
  [
    makeDevice({
      mac: 'a10',
      lastHeartbeatAt: sortedAt - 5,
      batteryDueAt: sortedAt + 90 * day,
    }),
    makeDevice({ mac: 'a9', lastHeartbeatAt: null, online: false }),
    makeDevice({ mac: 'b', lastHeartbeatAt: sortedAt - 9, batteryDueAt: sortedAt - day }),
    makeDevice({ mac: 'c', hidden: 'test', online: false }),
    makeDevice({ mac: 'd', lastHeartbeatAt: sortedAt - 1 }),
  ],
  [],
  createDeviceLocator(undefined),
  null,
  [],
  sortedAt,
)

test.each<[DeviceSort, boolean, string[]]>([
  ['problem', false, ['a9', 'b', 'a10', 'd', 'c']],
  ['name', false, ['a9', 'a10', 'b', 'c', 'd']],
  ['name', true, ['d', 'c', 'b', 'a10', 'a9']],
  ['heartbeat', false, ['d', 'a10', 'b', 'a9', 'c']],
  ['heartbeat', true, ['b', 'a10', 'd', 'a9', 'c']],
  ['battery', false, ['b', 'a10', 'a9', 'c', 'd']],
])('sorts sensors by %s (reversed: %s) as %j, with unknown values last', (sort, turned, macs) => {
  expect(sortDevices(unsortedDevices, sort, turned).map(({ device }) => device.mac)).toEqual(macs)
})

const now = 1_000_000
const sensor = (name: string, hiveId: string | null, online: boolean) =>
  makeDevice({ mac: name, name, hiveId, online, mode: 'traffic' })
const hive = (id: string, online: boolean) => ({
  id,
  name: id,
  serial: id,
  floorId: null,
  online,
  lastHeartbeatAt: null,
  stability: null,
})
const suspicions: Anomaly[] = [
  { kind: 'overlap', macs: ['a', 'a2'], minutes: 90, from: 0, to: 1 },
  { kind: 'crowded', macs: ['c', 'b'], people: 9, capacity: 4, from: 0, to: 1 },
]
const judged = withIssues(
  [
    sensor('a', 'well', true),
    sensor('a2', 'well', true),
    sensor('c', 'mixed', true),
    sensor('b', 'mixed', false),
    sensor('e', 'dead', false),
    sensor('f', 'dead', false),
    sensor('g', 'dead', true),
    sensor('d', 'nobody knows', true),
  ],
  [hive('well', true), hive('mixed', true), hive('dead', false)],
  createDeviceLocator(undefined),
  null,
  suspicions,
  now,
)
const sorted = sortDevices(judged, 'problem', false)
const names = (wanted: DeviceIssue | null) =>
  filterByIssue(sorted, wanted).map(({ device }) => device.name)

test('lists offline hives first, then hives by their worst sensor, and the sensors of each hive worst first', () => {
  expect(
    groupByHive(sorted).map((group) => [
      group.hive?.id,
      group.dead,
      group.devices.map(({ device }) => device.name),
    ]),
  ).toEqual([
    ['dead', true, ['e', 'f', 'g']],
    ['mixed', false, ['b', 'c']],
    ['well', false, ['a', 'a2']],
    [undefined, false, ['d']],
  ])
})

test('counts the sensors with each problem, and offline hives instead of their sensors', () => {
  expect(Object.fromEntries(countIssues(judged))).toEqual({
    hive: 1,
    offline: 1,
    crowded: 2,
    overlap: 2,
  })
})

test('a problem filter keeps the sensors with that problem; for “hive”, all sensors of offline hives', () => {
  expect(names('offline')).toEqual(['b'])
  expect(names('hive')).toEqual(['e', 'f', 'g'])
  expect(names('overlap')).toEqual(['a', 'a2'])
  expect(names('stuck')).toEqual([])
  expect(names(null)).toHaveLength(8)
})

test('puts 200,000 sensors without a known hive into one group', () => {
  const many = Array.from({ length: 200_000 }, (_, index) => sensor(`s${index}`, null, true))
  const roomOf = createDeviceLocator(undefined)
  expect(groupByHive(withIssues(many, [], roomOf, null, [], now))).toHaveLength(1)
})
