import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { SensorInsights } from '#src/contract/sensor-insights.ts'
import { minutesPerDay, type TopologySnapshot } from '#src/domain/history/minutes.ts'
import { defaultOpening } from '#src/domain/history/opening-hours.ts'
import type { GroupRoom } from '#server/history/protocol.ts'
import { historyZones } from '#src/testing/history-zones.ts'
import { computeSensorInsights } from '#src/testing/sensor-insights.ts'
import { queryPlaceSensors } from './place-sensors.ts'
import { openTestDatabase } from './test-database.ts'
import { arbitraryCase, makeHistoryRoom, rooms as caseRooms } from './test-history-cases.ts'
import type { TestHistory } from './test-history.ts'

const runQuery = await openTestDatabase()

const monday = Date.UTC(2026, 10, 23) / 60_000
const range = { from: monday, to: monday + 2 * minutesPerDay }

async function querySensors(
  history: TestHistory,
  rooms: readonly GroupRoom[],
): Promise<SensorInsights> {
  const groups = [{ timeZone: history.timeZone, opening: defaultOpening, rooms }]
  const query = { groups, range: history.range, now: history.range.to }
  const answered = await runQuery(history, (runInSession, view) =>
    runInSession((session) => queryPlaceSensors(session, view, query, { keepsSmallRooms: false })),
  )
  return v.parse(SensorInsights, answered)
}

test.each(historyZones)(
  'computes the same figures of sensors as the slow reference in %s',
  async (zone) => {
    await fc.assert(
      fc.asyncProperty(arbitraryCase(zone), async (generated) => {
        // A file keeps one snapshot of a minute.
        const snapshots = new Map(generated.history.snapshots.map((one) => [one.at, one]))
        const history = { ...generated.history, snapshots: [...snapshots.values()] }
        const listed = caseRooms.map((id) => ({ id, capacity: 8, isSmall: false }))
        const { sensors } = await querySensors(history, listed)
        expect(sensors).toEqual(computeSensorInsights(history, caseRooms))
      }),
      { numRuns: 4 },
    )
  },
)

const oak = { id: 'oak', capacity: 8, sensors: ['four', 'one', 'three', 'two'] }
const booth = { id: 'booth', capacity: 1, sensors: ['five'] }
const elm = { id: 'elm', capacity: 8, sensors: [] }

function snapshot(at: number, rooms: readonly (typeof oak)[]): TopologySnapshot {
  const named = rooms.map(makeHistoryRoom)
  return { at, buildings: [{ id: 'a', name: 'A', timeZone: 'UTC', rooms: named }] }
}

function query(some: Partial<TestHistory>): Promise<SensorInsights> {
  const snapshots = [snapshot(monday - minutesPerDay, [oak, booth, elm])]
  const history = { range, timeZone: 'UTC', snapshots, readings: [], missing: [] }
  return querySensors(
    { ...history, zerosWithheld: false, ...some },
    [oak, booth, elm].map(({ id, capacity }) => ({ id, capacity, isSmall: capacity <= 2 })),
  )
}

/** Counts of one sensor in successive minutes from a minute of the range on. */
const count = (mac: string, from: number, counts: readonly number[], roomId = 'oak') =>
  counts.map((last, index) => ({ roomId, mac, minute: monday + from + index, last }))

const allDay = Array.from({ length: minutesPerDay }, () => 1)
const readings = [
  ...count('one', 0, allDay),
  ...count('two', 480, [0, 2, 3, 1]),
  ...count('three', 480, [0, 2, 3, 1]),
]

test('returns the counts of each sensor, its counts at night, and the sensors with the same counts', async () => {
  const { sensors, withheldRooms } = await query({ readings })
  expect(withheldRooms).toBe(1)
  expect(sensors).toMatchObject([
    { mac: 'four', minutes: 0, highest: null, twin: null, days: 0 },
    {
      mac: 'one',
      room: 'oak',
      days: 1,
      minutes: 1_440,
      minutesInUse: 1_440,
      highest: 1,
      nightMinutes: 300,
      nightMinutesAboveZero: 300,
      twin: null,
    },
    { mac: 'three', twin: { mac: 'two', changes: 3 } },
    { mac: 'two', minutes: 4, minutesInUse: 3, highest: 3, twin: { mac: 'three', changes: 3 } },
  ])
})

test('sensors that never counted anyone are not twins', async () => {
  const zeros = ['one', 'two'].flatMap((mac) => count(mac, 0, [0, 0, 0]))
  const { sensors } = await query({ readings: zeros })
  expect(sensors.map(({ twin }) => twin)).toEqual([null, null, null, null])
})

test('an hour without a reading is silent if it is collected', async () => {
  const missing = [{ from: monday + 1_500, to: monday + 1_800 }]
  const { sensors } = await query({ readings, missing })
  expect(sensors.map(({ hours, silentHours }) => [hours, silentHours])).toEqual([
    [43, 43],
    [43, 19],
    [43, 42],
    [43, 42],
  ])
})

test('describes a sensor that moves once per room, using only its readings from that room', async () => {
  const moved = [oak, booth, { ...elm, sensors: ['one'] }]
  const first = { ...oak, sensors: ['one'] }
  const { sensors } = await query({
    snapshots: [snapshot(monday, [first, booth, elm]), snapshot(monday + 1_440, moved.slice(1))],
    readings: [...count('one', 0, [3, 3]), ...count('one', 1_440, [1])],
  })
  expect(sensors).toMatchObject([
    { mac: 'one', room: 'oak', hours: 24, silentHours: 23, minutes: 2, highest: 3 },
    { mac: 'one', room: 'elm', hours: 24, silentHours: 23, minutes: 1, highest: 1 },
  ])
})

test('if Butlr withholds zeros, no hour is silent, and night minutes without a reading count as 0', async () => {
  const { sensors } = await query({ readings: count('one', 0, [2]), zerosWithheld: true })
  expect(sensors[1]).toMatchObject({
    hours: 0,
    silentHours: 0,
    nightMinutes: 600,
    nightMinutesAboveZero: 1,
  })
})
