import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, expect, test } from 'vitest'
import { SensorInsights } from '#src/contract/insights.ts'
import { minutesPerDay } from '#src/domain/history/minutes.ts'
import { defaultOpening } from '#src/domain/history/opening-hours.ts'
import { nodeFileSystem } from '#server/history/files/file-system.ts'
import { openDatabase } from './duckdb.ts'
import { queryPlaceSensors } from './place-sensors.ts'
import { createQueryIndex } from './query-index.ts'
import { removeHistory, writeHistory, type TestHistory } from './test-history.ts'

const database = await openDatabase({
  directory: tmpdir(),
  temporaryDirectory: join(tmpdir(), '.query'),
})
afterAll(() => database?.close())

const monday = Date.UTC(2026, 10, 23) / 60_000
const range = { from: monday, to: monday + 2 * minutesPerDay }
const rooms = [
  { id: 'oak', capacity: 8, sensors: ['one', 'two', 'three', 'four'] },
  { id: 'booth', capacity: 1, sensors: ['five'] },
]

/** Counts of one sensor in successive minutes from a minute of the range on. */
const count = (mac: string, from: number, counts: readonly number[]) =>
  counts.map((last, index) => ({ roomId: 'oak', mac, minute: monday + from + index, last }))

const day = (value: (minute: number) => number) =>
  Array.from({ length: minutesPerDay }, (_, minute) => value(minute))

async function query(some: Partial<TestHistory>): Promise<SensorInsights> {
  const snapshot = {
    at: monday - minutesPerDay,
    buildings: [
      {
        id: 'a',
        name: 'A',
        timeZone: 'UTC',
        rooms: rooms.map((room) => ({ ...room, name: room.id, floor: null, maximumCount: 80 })),
      },
    ],
  }
  const history: TestHistory = {
    range,
    timeZone: 'UTC',
    snapshots: [snapshot],
    readings: [],
    missing: [],
    zerosWithheld: false,
    ...some,
  }
  const root = await writeHistory(history)
  try {
    const view = await createQueryIndex(nodeFileSystem, root).view()
    if (database === null) throw new Error('DuckDB is not installed.')
    const listed = rooms.map(({ id, capacity }) => ({ id, capacity, isSmall: capacity <= 2 }))
    const groups = [{ timeZone: 'UTC', opening: defaultOpening, rooms: listed }]
    const answered = await database.query(new AbortController().signal, (session) =>
      queryPlaceSensors(session, view, { groups, range, now: range.to }, false),
    )
    return v.parse(SensorInsights, answered)
  } finally {
    await removeHistory(root)
  }
}

const readings = [
  // Counts one person at night too.
  ...count(
    'one',
    0,
    day(() => 1),
  ),
  // The same counts as the third.
  ...count('two', 480, [0, 2, 3, 1]),
  ...count('three', 480, [0, 2, 3, 1]),
]

test('describes each sensor of a place: its counts, those at night, and sensors with the same counts', async () => {
  const { sensors, withheldRooms } = await query({ readings })
  expect(withheldRooms).toBe(1)
  expect(sensors).toMatchObject([
    {
      mac: 'one',
      room: 'oak',
      minutes: 1_440,
      highest: 1,
      nightMinutes: 300,
      nightMinutesAboveZero: 300,
      twin: null,
    },
    { mac: 'two', minutes: 4, highest: 3, nightMinutes: 0, twin: 'three' },
    { mac: 'three', twin: 'two' },
    { mac: 'four', minutes: 0, highest: null, twin: null },
  ])
})

test('sensors that never counted anyone are not the same', async () => {
  const zeros = ['one', 'two'].flatMap((mac) => count(mac, 0, [0, 0, 0]))
  const { sensors } = await query({ readings: zeros })
  expect(sensors.map(({ twin }) => twin)).toEqual([null, null, null, null])
})

test('an hour without a count is silent if it is collected', async () => {
  const missing = [{ from: monday + 1_500, to: monday + 1_800 }]
  const { sensors } = await query({ readings, missing })
  expect(sensors.map(({ hours, silentHours }) => [hours, silentHours])).toEqual([
    [43, 19],
    [43, 42],
    [43, 42],
    [43, 43],
  ])
})

test('if Butlr withholds zeros, only hours that are more than 12 hours from a count are silent', async () => {
  const { sensors } = await query({
    readings: count('two', 20 * 60, [2]),
    zerosWithheld: true,
  })
  expect(sensors.map(({ silentHours }) => silentHours)).toEqual([48, 48 - 25, 48, 48])
})
