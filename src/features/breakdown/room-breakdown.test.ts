import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLiveRooms } from '#src/domain/live-rooms/live-rooms.ts'
import { roomFreshness } from '#src/domain/live-rooms/displayed-rooms.ts'
import { classifyFreshness } from '#src/domain/occupancy/freshness.ts'
import { parseReadings } from '#src/domain/readings/readings.ts'
import type { Snapshot } from '#src/domain/readings/readings.ts'
import { day, minute, second } from '#src/domain/time/duration.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { makeDevice, makeSensorDirectory, makeTopology, makeRoom } from '#src/testing/fixtures.ts'
import type { Device, Hive, SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { breakDownRoom } from './room-breakdown.ts'

const at = Date.UTC(2026, 10, 23, 10)
const intervalMs = 5 * second
const device = (mac: string, said: Partial<Device> = {}) =>
  makeDevice({ mac, name: `Sensor ${mac}`, roomId: 'maple', ...said })
const hive: Hive = {
  id: 'h2',
  name: 'Hive 2',
  serial: 'S2',
  floorId: 'f1',
  online: false,
  lastHeartbeatAt: at - 30 * minute,
  stability: null,
}

/** Returns the breakdown of Maple for the given sensors, hives and readings; the poll is `ageMs` old. */
function explained({
  answered = {},
  gone = {},
  devices = [],
  hives = [],
  ageMs = 0,
}: {
  answered?: Record<string, unknown>
  gone?: Snapshot['vanished'][string]
  devices?: Device[]
  hives?: Hive[]
  ageMs?: number
}) {
  const directory: SensorDirectory = makeSensorDirectory({
    at,
    byRoom: { maple: devices.filter((one) => one.mode === 'presence' && one.hidden === null) },
    devices,
    hives,
  })
  const snapshot: Snapshot = {
    at,
    readings: parseReadings({ maple: answered }),
    vanished: { maple: gone },
  }
  const topology = makeTopology({ rooms: [makeRoom({ id: 'maple', capacity: 10 })] })
  const [room] = createLiveRooms()({ snapshot, topology, directory, intervalMs })
  if (!room) throw new Error('The fixture does not contain Maple.')
  const polled = classifyFreshness(ageMs, intervalMs)
  const own = roomFreshness(room, polled, at, intervalMs)
  return breakDownRoom(room, snapshot, directory, own, polled, toTimeZone('Europe/Berlin'))
}

test('lists every sensor with its count, and the counts add up to the occupancy', () => {
  const { terms, rule, occupancy } = explained({
    answered: { a: { last: 4 }, b: { last: 3 } },
    devices: [device('a'), device('b')],
  })
  expect(terms.map(({ name, people, health }) => [name, people, health.kind])).toEqual([
    ['Sensor a', 4, 'reporting'],
    ['Sensor b', 3, 'reporting'],
  ])
  expect(rule).toEqual({ kind: 'sum', sensors: 2 })
  expect(occupancy).toMatchObject({ people: 7, atLeast: false })
})

test('an offline sensor shows its last report, its offline hive and its overdue battery', () => {
  const lost = device('b', {
    online: false,
    lastReportAt: at - 40 * minute,
    hiveSerial: 'S2',
    batteryDueAt: at - day,
  })
  const { terms, rule } = explained({
    answered: { a: { last: 4 } },
    devices: [device('a'), lost],
    hives: [hive],
  })
  expect(terms[1]).toMatchObject({
    people: null,
    health: { kind: 'offline', since: at - 40 * minute },
    notes: [
      { kind: 'hive-offline', name: 'Hive 2', since: at - 30 * minute },
      { kind: 'battery', dueAt: at - day, overdue: true },
    ],
  })
  expect(rule).toEqual({ kind: 'at-least', missing: 1, of: 2 })
})

test.each([
  [13, 1],
  [31, 0],
])('a battery due in %d days adds %d note(s)', (days, notes) => {
  const { terms } = explained({
    answered: { a: { last: 1 } },
    devices: [device('a', { batteryDueAt: at + days * day })],
  })
  expect(terms[0]?.notes).toHaveLength(notes)
})

test('a battery is not overdue on its due date', () => {
  const dueAt = Date.UTC(2026, 10, 23)
  const { terms } = explained({
    answered: { a: { last: 1 } },
    devices: [device('a', { batteryDueAt: dueAt })],
  })
  expect(terms[0]?.notes).toEqual([{ kind: 'battery', dueAt, overdue: false }])
})

test('an offline hive adds no note to a sensor that reports', () => {
  const { terms } = explained({
    answered: { a: { last: 1 } },
    devices: [device('a', { hiveId: 'h2' })],
    hives: [hive],
  })
  expect(terms[0]?.notes).toEqual([])
})

test('a sensor has no count if its reading is malformed or if the sensor has never reported', () => {
  const { terms } = explained({
    answered: { a: { last: 2 }, b: { last: 'many' } },
    devices: [device('a'), device('b'), device('c', { online: null })],
  })
  expect(terms.map(({ people, health }) => [people, health])).toEqual([
    [2, { kind: 'reporting', at }],
    [null, { kind: 'malformed' }],
    [null, { kind: 'silent', since: null }],
  ])
})

test('a room whose online sensors are all silent is free, and the breakdown gives the rule for zeros', () => {
  const { terms, zeroRule, occupancy } = explained({ devices: [device('a'), device('b')] })
  expect(terms.map(({ people }) => people)).toEqual([0, 0])
  expect(zeroRule).toBe('room-silent')
  expect(occupancy).toMatchObject({ state: 'free', people: 0 })
})

test('uses the last known count of a sensor that has vanished, and states this rule', () => {
  const gone = { a: { last: 5, seenAt: at - 2 * minute } }
  const { terms, rule } = explained({ gone, devices: [device('a', { online: null })] })
  expect(terms[0]?.people).toBe(5)
  expect(rule).toEqual({ kind: 'last-known', seenAt: at - 2 * minute })
})

test('shows no counts once the response has expired, only the times of the last reports', () => {
  const { terms, rule, occupancy } = explained({
    answered: { a: { last: 4 } },
    devices: [device('a')],
    ageMs: 15 * minute,
  })
  expect(occupancy.kind).toBe('none')
  expect(terms[0]).toMatchObject({ people: null, health: { kind: 'reported', at } })
  expect(rule).toEqual({ kind: 'expired', at })
})

test('lists excluded devices with the reason', () => {
  const { terms, excludedDevices } = explained({
    answered: { a: { last: 1 } },
    devices: [
      device('a'),
      device('fa-ke-1', { hidden: 'test' }),
      device('', { name: 'sensor_9', hidden: 'test' }),
      device('c', { hidden: 'uninstalled' }),
      device('d', { mode: 'traffic' }),
      device('e', { mode: null }),
      device('f', { mode: 'traffic', roomId: 'oak' }),
    ],
  })
  expect(terms).toHaveLength(1)
  expect(excludedDevices.map(({ why }) => why)).toEqual([
    'test',
    'no-address',
    'uninstalled',
    'traffic',
    'no-mode',
  ])
})

const sensor = fc.record({
  online: fc.constantFrom(true, false, null),
  says: fc.oneof(
    fc.record({ last: fc.nat(40) }),
    fc.constant({ last: 'many' }),
    fc.constant(undefined),
  ),
  last: fc.nat(40),
  goneMs: fc.option(fc.nat(20 * minute)),
})

test('the terms always add up to the displayed occupancy', () => {
  fc.assert(
    fc.property(fc.array(sensor, { maxLength: 6 }), fc.nat(15 * minute), (sensors, ageMs) => {
      const macs = sensors.map((one, index) => [`s${index}`, one] as const)
      const { terms, occupancy } = explained({
        answered: Object.fromEntries(
          macs.flatMap(([mac, { says }]) => (says === undefined ? [] : [[mac, says]])),
        ),
        gone: Object.fromEntries(
          macs.flatMap(([mac, { says, last, goneMs }]) =>
            says === undefined && goneMs !== null ? [[mac, { last, seenAt: at - goneMs }]] : [],
          ),
        ),
        devices: macs.map(([mac, { online }]) => device(mac, { online })),
        ageMs,
      })
      const sum = terms.reduce((people, line) => people + (line.people ?? 0), 0)
      expect(terms).toHaveLength(sensors.length)
      // An occupancy of at least 0 is shown as no data.
      expect(sum).toBe(occupancy.kind === 'none' ? 0 : occupancy.people)
    }),
  )
})
