import { replaceEqualDeep } from '@tanstack/query-core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, minute } from '#src/domain/time/duration.ts'
import type { ReadingsByRoom } from '#src/domain/occupancy/room-occupancy.ts'
import { parseReadings } from './readings.ts'
import {
  appendPoll,
  changesFromSamples,
  recentOccupancy,
  type CountChange,
  type HistoryChange,
  type PolledChanges,
} from './recent-history.ts'

const start = Date.UTC(2026, 10, 23, 9)
const interval = 5_000
const maximum = 100
const room = (counts: Record<string, number | null>): ReadingsByRoom =>
  parseReadings({
    room: Object.fromEntries(Object.entries(counts).map(([mac, last]) => [mac, { last }])),
  })

function after(...polls: [readings: ReadingsByRoom, at: number][]): PolledChanges {
  let polled: PolledChanges | undefined
  for (const [readings, at] of polls) polled = appendPoll(polled, { at, readings }, interval)
  if (!polled) throw new Error('expected at least one poll')
  return polled
}

/** Returns the changes in the room's occupancy according to polls alone. */
const occupancyIn = ({ changes }: PolledChanges): CountChange[] =>
  recentOccupancy({ history: [], historyAt: 0, polled: changes['room'] ?? {} }, maximum)

test('the occupancy has one entry per change and a gap when the room is missing', () => {
  const polled = after(
    [room({ a: 1, b: 1 }), start],
    [room({ a: 1, b: 1 }), start + 5_000],
    [room({ a: 3, b: 1 }), start + 10_000],
    [{}, start + 15_000],
    [room({ a: 3, b: 1 }), start + 20_000],
  )
  expect(occupancyIn(polled)).toEqual([
    [start, 2],
    [start + 10_000, 4],
    [start + 15_000, null],
    [start + 20_000, 4],
  ])
})

test('two sensors that change in opposite directions do not change the occupancy', () => {
  const polled = after([room({ a: 1, b: 2 }), start], [room({ a: 2, b: 1 }), start + 5_000])
  expect(occupancyIn(polled)).toEqual([[start, 3]])
})

test('a sensor with an implausible or malformed count is missing from the occupancy', () => {
  const polled = after(
    [room({ a: 1, b: 2 }), start],
    [room({ a: 101, b: 2 }), start + 5_000],
    [room({ a: 2.5, b: 3 }), start + 10_000],
    [room({ a: null, b: 3 }), start + 15_000],
    [room({ a: 101 }), start + 20_000],
    [room({ a: 100 }), start + 25_000],
  )
  expect(occupancyIn(polled)).toEqual([
    [start, 3],
    [start + 5_000, 2],
    [start + 10_000, 3],
    [start + 20_000, null],
    [start + 25_000, 100],
  ])
})

test('a pause in polling leaves a gap', () => {
  const polled = after(
    [room({ a: 2 }), start],
    [room({ a: 2 }), start + 5_000],
    [room({ a: 2 }), start + 10 * minute],
  )
  expect(occupancyIn(polled)).toEqual([
    [start, 2],
    [start + 5_000, null],
    [start + 10 * minute, 2],
  ])
})

test('polls at a five-minute interval leave no gaps', () => {
  const rare = 5 * minute
  const first = appendPoll(undefined, { at: start, readings: room({ a: 2 }) }, rare)
  const second = appendPoll(first, { at: start + rare, readings: room({ a: 2 }) }, rare)
  expect(second.changes).toEqual(first.changes)
})

test('drops changes older than half an hour except the one still in effect', () => {
  let polled = after([room({ a: 2 }), start])
  for (let at = start + minute; at <= start + 70 * minute; at += minute) {
    const readings = room({ a: at < start + 50 * minute ? 2 : 5 })
    polled = appendPoll(polled, { at, readings }, interval)
  }
  expect(polled.changes['room']?.['a']).toEqual([
    [start, 2],
    [start + 50 * minute, 5],
  ])
})

test('drops a sensor that sent no count for half an hour', () => {
  let polled = after([room({ a: 2, b: 1 }), start])
  for (let at = start + minute; at <= start + 40 * minute; at += minute) {
    polled = appendPoll(polled, { at, readings: room({ b: 1 }) }, interval)
  }
  expect(Object.keys(polled.changes['room'] ?? {})).toEqual(['b'])
})

/** Computes the changes from scratch, regardless of which rooms changed. */
function plainChanges(
  previous: PolledChanges | undefined,
  readings: ReadingsByRoom,
  at: number,
): PolledChanges['changes'] {
  const changes: Record<string, Record<string, CountChange[]>> = {}
  for (const roomId of ['oak', 'elm', 'ash']) {
    for (const mac of ['a', 'b', 'c']) {
      const steps = [...(previous?.changes[roomId]?.[mac] ?? [])]
      const push = (when: number, count: number | null) => {
        if ((steps.at(-1)?.[1] ?? null) !== count) steps.push([when, count])
      }
      if (previous && at - previous.at > 1.5 * minute) push(previous.at, null)
      const reading = readings[roomId]?.[mac]
      push(at, reading?.kind === 'reading' ? reading.metrics.last : null)
      while (steps[1] && steps[1][0] <= at - 30 * minute) steps.shift()
      if (steps.some(([, count]) => count !== null)) {
        changes[roomId] = { ...changes[roomId], [mac]: steps }
      }
    }
  }
  return changes
}

test('the changes after each poll equal those computed from scratch and keep the objects of unchanged rooms', () => {
  const noNullPrototype = { noNullPrototype: true }
  const counts = fc.oneof(fc.record({ last: fc.nat(2) }), fc.constant(null))
  const sensors = fc.dictionary(fc.constantFrom('a', 'b', 'c'), counts, noNullPrototype)
  const reports = fc.dictionary(fc.constantFrom('oak', 'elm', 'ash'), sensors, noNullPrototype)
  const pauses = fc.constantFrom(5_000, 5_000, 5_000, minute, 20 * minute, day)
  const polls = fc.array(fc.tuple(reports, fc.constantFrom('new', 'same'), pauses))
  fc.assert(
    fc.property(polls, (list) => {
      let polled: PolledChanges | undefined
      let at = start
      for (const [report, kind, pause] of list) {
        const parsed =
          kind === 'same' && polled ? structuredClone(polled.readings) : parseReadings(report)
        const readings = replaceEqualDeep(polled?.readings, parsed)
        at += pause
        const next = appendPoll(polled, { at, readings }, interval)
        const expected = plainChanges(polled, parsed, at)
        expect(next.changes).toEqual(expected)
        const shared = replaceEqualDeep(polled?.changes, expected)
        expect(next.changes === polled?.changes).toBe(shared === polled?.changes)
        for (const id of Object.keys(next.changes)) {
          const isKept = shared[id] === polled?.changes[id]
          expect(next.changes[id] === polled?.changes[id]).toBe(isKept)
        }
        polled = next
      }
    }),
    { numRuns: 300 },
  )
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

test('in the API history, an implausible count makes a minute a gap; a large sum does not', () => {
  const samples = { room: [sample(0, 4), sample(1, 150, 2, 147), sample(2, 150, 2, 75)] }
  const history = changesFromSamples(samples, start + 10 * minute)['room'] ?? []
  const historyAt = start + 3 * minute
  expect(recentOccupancy({ history, historyAt, polled: {} }, maximum)).toEqual([
    [start, 4],
    [start + minute, null],
    [start + 2 * minute, 150],
  ])
})
