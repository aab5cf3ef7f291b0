import { expect, test } from 'vitest'
import type { Moments, SizeClass } from '#src/contract/insights.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { divideIntoWeeks, joinMoments, summarizeRunOuts } from './moments.ts'

const berlin = toTimeZone('Europe/Berlin')
const at = (text: string) => Date.parse(text)
const period = (from: string, to: string) => ({ from: at(from), to: at(to) })

const size = (some: Partial<SizeClass>): SizeClass => ({
  seats: 8,
  rooms: 3,
  openMinutes: 600,
  unknownMinutes: 0,
  groups: null,
  runOuts: [],
  unknown: [],
  ...some,
})

const moments = (from: string, to: string, some: Partial<Moments>): Moments => ({
  ...period(from, to),
  withheldRooms: 0,
  hourly: [],
  peak: null,
  sizes: [],
  ...some,
})

const peak = (people: number, instant: string) => ({
  people,
  at: at(instant),
  knownRooms: 3,
  rooms: 3,
  complete: true,
})

const older = moments('2026-11-15T23:00Z', '2026-11-22T23:00Z', {
  peak: peak(40, '2026-11-17T10:00Z'),
  sizes: [
    size({
      unknownMinutes: 3,
      groups: { count: 2, at: at('2026-11-17T10:00Z') },
      runOuts: [
        period('2026-11-17T10:00Z', '2026-11-17T10:20Z'),
        period('2026-11-22T22:50Z', '2026-11-22T23:00Z'),
      ],
    }),
  ],
})
const newer = moments('2026-11-22T23:00Z', '2026-11-25T23:00Z', {
  peak: peak(40, '2026-11-24T10:00Z'),
  sizes: [
    size({ seats: 12, rooms: 1 }),
    size({
      groups: { count: 3, at: at('2026-11-24T10:00Z') },
      runOuts: [period('2026-11-22T23:00Z', '2026-11-22T23:15Z')],
    }),
  ],
})

test('joins weeks in any order: the earliest of equal peaks, sums of minutes, and run-outs across the border', () => {
  const joined = joinMoments([newer, older])
  expect(joined).toEqual(joinMoments([older, newer]))
  expect(joined).toMatchObject({ from: older.from, to: newer.to, peak: older.peak })
  expect(joined?.sizes).toEqual([
    size({
      openMinutes: 1_200,
      unknownMinutes: 3,
      groups: { count: 3, at: at('2026-11-24T10:00Z') },
      runOuts: [
        period('2026-11-17T10:00Z', '2026-11-17T10:20Z'),
        period('2026-11-22T22:50Z', '2026-11-22T23:15Z'),
      ],
    }),
    size({ seats: 12, rooms: 1 }),
  ])
})

test('returns null if there are no responses to join', () => {
  expect(joinMoments([])).toBeNull()
})

test('sums up run-outs: total minutes, number of local days, and the first of the longest', () => {
  const runOuts = [
    period('2026-11-17T10:00Z', '2026-11-17T10:20Z'),
    period('2026-11-17T14:00Z', '2026-11-17T14:05Z'),
    period('2026-11-17T23:30Z', '2026-11-17T23:50Z'),
  ]
  expect(summarizeRunOuts(runOuts, berlin)).toEqual({ minutes: 45, days: 2, longest: runOuts[0] })
  expect(summarizeRunOuts([], berlin)).toEqual({ minutes: 0, days: 0, longest: null })
})

test('divides a period at local Mondays, and returns the newest part first', () => {
  const october = period('2026-10-20T22:00Z', '2026-11-03T12:00Z')
  expect(divideIntoWeeks(october, berlin)).toEqual([
    period('2026-11-01T23:00Z', '2026-11-03T12:00Z'),
    // The clock changes on 25 October.
    period('2026-10-25T23:00Z', '2026-11-01T23:00Z'),
    period('2026-10-20T22:00Z', '2026-10-25T23:00Z'),
  ])
})
