import { expect, test } from 'vitest'
import { minute } from '#src/domain/time/duration.ts'
import type { ReadingsByRoom } from '#src/domain/occupancy/room-occupancy.ts'
import { nextSnapshot, parseReadings, type Snapshot } from './readings.ts'
import type { CountChange, HistoryChange } from './occupancy-changes.ts'
import { changesFromSamples, recentOccupancy } from './recent-history.ts'

const start = Date.UTC(2026, 10, 23, 9)
const interval = 5_000
const maximum = 100
const room = (counts: Record<string, number | null>): ReadingsByRoom =>
  parseReadings({
    room: Object.fromEntries(Object.entries(counts).map(([mac, last]) => [mac, { last }])),
  })

function after(...polls: [readings: ReadingsByRoom, at: number][]): Snapshot {
  let snapshot: Snapshot | undefined
  for (const [readings, at] of polls) snapshot = nextSnapshot(snapshot, readings, at, interval)
  if (!snapshot) throw new Error('expected at least one poll')
  return snapshot
}

/** Returns the changes of the room's occupancy in polls alone. */
const occupancyIn = ({ recent }: Snapshot): CountChange[] =>
  recentOccupancy({ history: [], historyAt: 0, polled: recent['room'] ?? {} }, maximum)

test('the occupancy has one entry per change and a gap when the room is missing', () => {
  const snapshot = after(
    [room({ a: 1, b: 1 }), start],
    [room({ a: 1, b: 1 }), start + 5_000],
    [room({ a: 3, b: 1 }), start + 10_000],
    [{}, start + 15_000],
    [room({ a: 3, b: 1 }), start + 20_000],
  )
  expect(occupancyIn(snapshot)).toEqual([
    [start, 2],
    [start + 10_000, 4],
    [start + 15_000, null],
    [start + 20_000, 4],
  ])
})

test('two sensors that change in opposite directions do not change the occupancy', () => {
  const snapshot = after([room({ a: 1, b: 2 }), start], [room({ a: 2, b: 1 }), start + 5_000])
  expect(occupancyIn(snapshot)).toEqual([[start, 3]])
})

test('a sensor with an implausible or malformed count is missing from the occupancy', () => {
  const snapshot = after(
    [room({ a: 1, b: 2 }), start],
    [room({ a: 101, b: 2 }), start + 5_000],
    [room({ a: 2.5, b: 3 }), start + 10_000],
    [room({ a: null, b: 3 }), start + 15_000],
    [room({ a: 101 }), start + 20_000],
    [room({ a: 100 }), start + 25_000],
  )
  expect(occupancyIn(snapshot)).toEqual([
    [start, 3],
    [start + 5_000, 2],
    [start + 10_000, 3],
    [start + 20_000, null],
    [start + 25_000, 100],
  ])
})

test('a pause in polling leaves a gap', () => {
  const snapshot = after(
    [room({ a: 2 }), start],
    [room({ a: 2 }), start + 5_000],
    [room({ a: 2 }), start + 10 * minute],
  )
  expect(occupancyIn(snapshot)).toEqual([
    [start, 2],
    [start + 5_000, null],
    [start + 10 * minute, 2],
  ])
})

test('polls at a five-minute interval leave no gaps', () => {
  const rare = 5 * minute
  const first = nextSnapshot(undefined, room({ a: 2 }), start, rare)
  expect(nextSnapshot(first, room({ a: 2 }), start + rare, rare).recent).toEqual(first.recent)
})

test('drops changes older than half an hour except the one still in effect', () => {
  let snapshot = after([room({ a: 2 }), start])
  for (let at = start + minute; at <= start + 70 * minute; at += minute) {
    snapshot = nextSnapshot(snapshot, room({ a: at < start + 50 * minute ? 2 : 5 }), at, interval)
  }
  expect(snapshot.recent['room']?.['a']).toEqual([
    [start, 2],
    [start + 50 * minute, 5],
  ])
})

test('drops a sensor that sent no count for half an hour', () => {
  const first = after([room({ a: 2, b: 1 }), start])
  let snapshot = first
  for (let at = start + minute; at <= start + 40 * minute; at += minute) {
    snapshot = nextSnapshot(snapshot, room({ b: 1 }), at, interval)
  }
  expect(Object.keys(snapshot.recent['room'] ?? {})).toEqual(['b'])
})

const sample = (offset: number, value: number, sensors = 2, largest = value) => ({
  at: start + offset * minute,
  value,
  sensors,
  largest,
})

test('converts API samples to changes, with gaps for missing minutes', () => {
  const samples = { room: [sample(0, 1), sample(1, 1), sample(2, 3), sample(6, 3)] }
  expect(changesFromSamples(samples, start + 10 * minute)).toEqual({
    room: [
      [start, 1, 1],
      [start + 2 * minute, 3, 3],
      [start + 3 * minute, null, 0],
      [start + 6 * minute, 3, 3],
    ],
  })
})

test('skips a minute that is incomplete or lacks a sensor', () => {
  const samples = { room: [sample(0, 9, 3), sample(1, 4, 2), sample(2, 9, 3), sample(3, 2, 3)] }
  expect(
    changesFromSamples(samples, start + 3.5 * minute)['room']?.map(([, people]) => people),
  ).toEqual([9, null, 9])
})

test('uses the API history up to its end, then the changes from polls', () => {
  const history: HistoryChange[] = [
    [start, 1, 1],
    [start + minute, 4, 3],
  ]
  const polled: CountChange[] = [
    [start + 30_000, 9],
    [start + 3 * minute, 5],
  ]
  const historyAt = start + 2 * minute
  expect(recentOccupancy({ history, historyAt, polled: { a: polled } }, maximum)).toEqual([
    [start, 1],
    [start + minute, 4],
    [start + 2 * minute, 9],
    [start + 3 * minute, 5],
  ])
})

test('a minute of the API history with an implausible count is a gap, even if the sum is small', () => {
  const samples = { room: [sample(0, 4), sample(1, 150, 2, 147), sample(2, 150, 2, 75)] }
  const history = changesFromSamples(samples, start + 10 * minute)['room'] ?? []
  const historyAt = start + 3 * minute
  expect(recentOccupancy({ history, historyAt, polled: {} }, maximum)).toEqual([
    [start, 4],
    [start + minute, null],
    [start + 2 * minute, 150],
  ])
})
