import { replaceEqualDeep } from '@tanstack/query-core'
import { expect, test } from 'vitest'
import { day, minute } from '#src/domain/time/duration.ts'
import { parseReadings, type ReadingsByRoom } from './readings.ts'
import { mergeHistory, changesFromSamples } from './recent-history.ts'
import { mergeSamples } from './history.ts'
import { nextSnapshot, type Snapshot } from './snapshot.ts'

const start = Date.UTC(2026, 10, 23, 9)
const interval = 5_000
const room = (counts: Record<string, number>): ReadingsByRoom =>
  parseReadings({
    room: Object.fromEntries(Object.entries(counts).map(([mac, last]) => [mac, { last }])),
  })

function after(...polls: [readings: ReadingsByRoom, at: number][]): Snapshot {
  let snapshot: Snapshot | undefined
  for (const [readings, at] of polls) snapshot = nextSnapshot(snapshot, readings, at, interval)
  if (!snapshot) throw new Error('expected at least one poll')
  return snapshot
}

test('stores the last count and time of a sensor that vanishes', () => {
  const snapshot = after([room({ a: 4, b: 1 }), start], [room({ a: 4 }), start + 5_000])
  expect(snapshot.vanished).toEqual({
    room: { b: { last: 1, seenAt: start, missingSince: start + 5_000 } },
  })
})

test('a sensor is silent since the first complete response without it', () => {
  const first = after([room({ a: 4 }), start])
  const incomplete = nextSnapshot(first, {}, start + 5_000, interval, true)
  expect(incomplete).toMatchObject({
    incomplete: true,
    vanished: { room: { a: { last: 4, seenAt: start } } },
  })
  expect(incomplete.vanished['room']?.['a']).not.toHaveProperty('missingSince')
  const complete = nextSnapshot(incomplete, {}, start + 10_000, interval)
  expect(complete).not.toHaveProperty('incomplete')
  const missingSince = start + 10_000
  expect(complete.vanished).toEqual({ room: { a: { last: 4, seenAt: start, missingSince } } })
  const later = nextSnapshot(complete, {}, start + 15_000, interval)
  expect(later.vanished).toEqual(complete.vanished)
})

test('stores the sensors of a vanished room for one day', () => {
  const gone = after([room({ a: 4 }), start], [{}, start + 5_000], [{}, start + 10_000])
  expect(gone.vanished).toEqual({
    room: { a: { last: 4, seenAt: start, missingSince: start + 5_000 } },
  })
  expect(nextSnapshot(gone, {}, start + day + 1, interval).vanished).toEqual({})
})

test('removes a sensor from vanished when it reports again', () => {
  const snapshot = after(
    [room({ a: 4 }), start],
    [{}, start + 5_000],
    [room({ a: 2 }), start + 10_000],
  )
  expect(snapshot.vanished).toEqual({})
})

test('reuses every object except the snapshot when a poll changes nothing', () => {
  const first = after([room({ a: 4 }), start])
  const second = nextSnapshot(first, room({ a: 4 }), start + 5_000, interval)
  const shared = replaceEqualDeep(first, second)
  expect(shared.at).toBe(start + 5_000)
  expect(shared.readings).toBe(first.readings)
  expect(shared.recent).toBe(first.recent)
  expect(shared.vanished).toBe(first.vanished)
})

test('recent changes contain one entry per change and a gap when a room is missing', () => {
  const snapshot = after(
    [room({ a: 1, b: 1 }), start],
    [room({ a: 1, b: 1 }), start + 5_000],
    [room({ a: 3, b: 1 }), start + 10_000],
    [{}, start + 15_000],
    [room({ a: 3, b: 1 }), start + 20_000],
  )
  expect(snapshot.recent).toEqual({
    room: [
      [start, 2],
      [start + 10_000, 4],
      [start + 15_000, null],
      [start + 20_000, 4],
    ],
  })
})

test('a pause in polling leaves a gap', () => {
  const snapshot = after([room({ a: 2 }), start], [room({ a: 2 }), start + 10 * minute])
  expect(snapshot.recent['room']).toEqual([
    [start, 2],
    [start, null],
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
  expect(snapshot.recent['room']).toEqual([
    [start, 2],
    [start + 50 * minute, 5],
  ])
})

test('converts API samples to changes, with gaps for missing minutes', () => {
  const sample = (offset: number, value: number) => ({
    at: start + offset * minute,
    value,
    sensors: 2,
  })
  const samples = { room: [sample(0, 1), sample(1, 1), sample(2, 3), sample(6, 3)] }
  expect(changesFromSamples(samples, start + 10 * minute)).toEqual({
    room: [
      [start, 1],
      [start + 2 * minute, 3],
      [start + 3 * minute, null],
      [start + 6 * minute, 3],
    ],
  })
})

test('skips a minute that is incomplete or lacks a sensor', () => {
  const sample = (offset: number, value: number, sensors: number) => ({
    at: start + offset * minute,
    value,
    sensors,
  })
  const samples = { room: [sample(0, 9, 3), sample(1, 4, 2), sample(2, 9, 3), sample(3, 2, 3)] }
  expect(
    changesFromSamples(samples, start + 3.5 * minute)['room']?.map(([, people]) => people),
  ).toEqual([9, null, 9])
})

test('uses the history up to its time and polls after it', () => {
  const history = [
    [start, 1],
    [start + minute, 4],
  ] as const
  const grown = [
    [start + 30_000, 9],
    [start + 3 * minute, 5],
  ] as const
  expect(mergeHistory(history, start + 2 * minute, grown)).toEqual([
    [start, 1],
    [start + minute, 4],
    [start + 2 * minute, 9],
    [start + 3 * minute, 5],
  ])
})

test('newer samples replace the same minutes and old samples are dropped', () => {
  const sample = (offset: number, value: number) => ({
    at: start + offset * minute,
    value,
    sensors: 1,
  })
  const joined = mergeSamples(
    [sample(0, 1), sample(1, 1), sample(2, 1)],
    [sample(2, 7), sample(3, 8)],
    start + minute,
  )
  expect(joined.map(({ value }) => value)).toEqual([1, 7, 8])
})
