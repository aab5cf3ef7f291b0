import { expect, test } from 'vitest'
import { describedDevice } from '#src/testing/example-topology.ts'
import { countProblems, withProblem } from './count-problems.ts'
import { deviceGroups } from './device-groups.ts'
import { roomsOfDevices } from './device-places.ts'
import { judgedDevices } from './judged-device.ts'
import type { Problem } from './problem.ts'
import { sortDevices } from './sort-devices.ts'
import type { Suspicion } from '#src/domain/anomalies/suspicion.ts'

const now = 1_000_000
const sensor = (name: string, hiveId: string | null, online: boolean) =>
  describedDevice({ mac: name, name, hiveId, online, mode: 'traffic' })
const hive = (id: string, online: boolean) => ({
  id,
  name: id,
  serial: id,
  floorId: null,
  online,
  lastHeartbeatAt: null,
  stability: null,
})
const suspicions: Suspicion[] = [
  { kind: 'overlap', macs: ['a', 'a2'], minutes: 90, from: 0, to: 1 },
  { kind: 'crowded', macs: ['c', 'b'], people: 9, capacity: 4, from: 0, to: 1 },
]
const judged = judgedDevices(
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
  roomsOfDevices(undefined),
  suspicions,
  now,
)
const sorted = sortDevices(judged, 'problem', false)
const names = (wanted: Problem | null) =>
  withProblem(sorted, wanted).map(({ device }) => device.name)

test('a dead hive stands first, then the worst sensor, and within a hive the worst first', () => {
  expect(
    deviceGroups(sorted).map((group) => [
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

test('a dead hive, a crowded room and a pair of sensors are one problem each', () => {
  expect(Object.fromEntries(countProblems(judged))).toEqual({
    hive: 1,
    offline: 1,
    crowded: 1,
    overlap: 1,
  })
})

test('a filter leaves what has the problem, of a dead hive all of its sensors', () => {
  expect(names('offline')).toEqual(['b'])
  expect(names('hive')).toEqual(['e', 'f', 'g'])
  expect(names('overlap')).toEqual(['a', 'a2'])
  expect(names('stuck')).toEqual([])
  expect(names(null)).toHaveLength(8)
})

test('a hive of thousands of sensors is one group', () => {
  const many = Array.from({ length: 200_000 }, (_, index) => sensor(`s${index}`, null, true))
  const roomOf = roomsOfDevices(undefined)
  expect(deviceGroups(judgedDevices(many, [], roomOf, [], now))).toHaveLength(1)
})
