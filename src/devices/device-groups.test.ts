import { expect, test } from 'vitest'
import { describedDevice } from '#src/topology/examples.ts'
import { countProblems, deviceGroups, withProblem } from './device-groups.ts'

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
const groups = deviceGroups(
  [
    sensor('a', 'well', true),
    sensor('c', 'mixed', true),
    sensor('b', 'mixed', false),
    sensor('e', 'dead', false),
    sensor('f', 'dead', false),
    sensor('d', 'nobody knows', true),
  ],
  [hive('well', true), hive('mixed', true), hive('dead', false)],
  now,
)

test('a dead hive stands first, then the worst sensor, and within a hive the worst first', () => {
  expect(
    groups.map(({ hive: one, devices }) => [one?.id, devices.map(({ device }) => device.name)]),
  ).toEqual([
    ['dead', ['e', 'f']],
    ['mixed', ['b', 'c']],
    [undefined, ['d']],
    ['well', ['a']],
  ])
})

test('a dead hive is one problem: its sensors are not counted again', () => {
  expect(groups[0]?.because).toBe(2)
  expect(Object.fromEntries(countProblems(groups))).toEqual({ hive: 1, offline: 1, fine: 3 })
})

test('a filter leaves what has the problem itself', () => {
  const left = (wanted: Parameters<typeof withProblem>[1]) =>
    withProblem(groups, wanted).map(({ devices }) => devices.map(({ device }) => device.name))
  expect(left('offline')).toEqual([['b']])
  expect(left('hive')).toEqual([['e', 'f']])
  expect(left(null)).toHaveLength(4)
})
