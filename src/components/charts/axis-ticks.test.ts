import { tzOffset } from '@date-fns/tz'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, hour, minute } from '#src/domain/time/duration.ts'
import { startOfLocalDay } from '#src/domain/time/local-time.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { computeTimeTicks, computeValueTicks } from './axis-ticks.ts'

const berlin = toTimeZone('Europe/Berlin')
const labels = (from: number, to: number, zone = berlin, most = 9) =>
  computeTimeTicks(from, to, zone, most).map((tick) => tick.label)

test('labels a one-hour window every ten minutes in the building’s local time', () => {
  const start = Date.UTC(2026, 10, 23, 9, 8)
  expect(labels(start, start + hour)).toEqual([
    '10:10',
    '10:20',
    '10:30',
    '10:40',
    '10:50',
    '11:00',
  ])
  expect(labels(start, start + hour, toTimeZone('Asia/Kathmandu'))[0]).toBe('15:00')
})

test('labels a one-day window at whole hours, with the date at midnight', () => {
  const start = Date.UTC(2026, 10, 22, 10)
  expect(labels(start, start + day)).toEqual([
    '12:00',
    '15:00',
    '18:00',
    '21:00',
    'Mon 23',
    '03:00',
    '06:00',
    '09:00',
  ])
})

test('labels a one-week window at every midnight and a one-month window on Mondays', () => {
  const start = Date.UTC(2026, 9, 24, 12)
  expect(labels(start, start + 7 * day)).toEqual([
    'Sun 25',
    'Mon 26',
    'Tue 27',
    'Wed 28',
    'Thu 29',
    'Fri 30',
    'Sat 31',
  ])
  expect(labels(start, start + 31 * day)).toEqual(['26 Oct', '2 Nov', '9 Nov', '16 Nov', '23 Nov'])
})

test('labels both occurrences of a repeated hour and adds the zone to the second', () => {
  const start = Date.UTC(2026, 9, 24, 23, 30)
  expect(labels(start, start + 3 * hour)).toEqual([
    '01:30',
    '02:00',
    '02:30',
    '02:00 CET',
    '02:30 CET',
    '03:00',
  ])
  expect(labels(start, start + 6 * hour)).toContain('02:00 CET')
})

test('skips an hour that does not exist because clocks go forward', () => {
  const start = Date.UTC(2026, 2, 28, 23)
  expect(labels(start, start + 5 * hour, berlin, 5)).toEqual([
    'Sun 29',
    '01:00',
    '03:00',
    '04:00',
    '05:00',
  ])
})

test('labels the first instant of a day without a midnight', () => {
  // Cairo skips 00:00–01:00 on 24 April 2026.
  const cairo = toTimeZone('Africa/Cairo')
  const start = Date.UTC(2026, 3, 23, 19)
  expect(computeTimeTicks(start, start + 8 * hour, cairo, 4)).toContainEqual({
    at: Date.UTC(2026, 3, 23, 22),
    label: 'Fri 24',
  })
})

const zones = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'America/Havana',
  'America/Asuncion',
  'America/Santiago',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Auckland',
  'UTC',
].map(toTimeZone)

/** The days on which the UTC offset of a zone changes, from 2020 to 2035. */
const transitions = zones.flatMap((zone) => {
  const changes: { zone: typeof zone; at: number }[] = []
  for (let at = Date.UTC(2020, 0); at < Date.UTC(2036, 0); at += day) {
    if (tzOffset(zone.name, new Date(at)) !== tzOffset(zone.name, new Date(at + day)))
      changes.push({ zone, at })
  }
  return changes
})

const anyWindow = fc.record({
  change: fc.constantFrom(...transitions),
  before: fc.integer({ min: -2 * 24 * 60, max: 24 * 60 }),
  length: fc.oneof(
    fc.integer({ min: 30, max: 36 * 60 }),
    fc.integer({ min: 30, max: 31 * 24 * 60 }),
  ),
  most: fc.integer({ min: 4, max: 12 }),
})

test('around clock changes, ticks are ordered, inside the window and limited in number, and adjacent labels differ', () => {
  fc.assert(
    fc.property(anyWindow, ({ change, before, length, most }) => {
      const from = change.at - before * minute
      const to = from + length * minute
      const ticks = computeTimeTicks(from, to, change.zone, most)
      expect(ticks.length).toBeLessThanOrEqual(most + 3)
      for (const [index, tick] of ticks.entries()) {
        expect(tick.at >= from && tick.at < to).toBe(true)
        const next = ticks[index + 1]
        if (next) {
          expect(next.at).toBeGreaterThan(tick.at)
          expect(next.label).not.toBe(tick.label)
        }
      }
    }),
    { numRuns: 400 },
  )
})

test('around clock changes, ticks leave no long span empty and fall on boundaries of local time', () => {
  fc.assert(
    fc.property(anyWindow, ({ change, before, length, most }) => {
      const from = change.at - before * minute
      const to = from + length * minute
      const { zone } = change
      const instants = computeTimeTicks(from, to, zone, most).map((tick) => tick.at)
      const steps = instants
        .map((at, index) => (instants[index + 1] ?? at) - at)
        .filter((interval) => interval > 0)
      const usual = steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0
      for (const distance of steps) expect(distance).toBeLessThanOrEqual(2 * usual + hour)
      for (const at of instants) {
        const wall = at + tzOffset(zone.name, new Date(at)) * minute
        const boundary = wall % minute === 0 && (usual < hour || wall % hour === 0)
        expect(boundary || startOfLocalDay(at, zone) === at).toBe(true)
      }
    }),
    { numRuns: 400 },
  )
})

test('in a week in which clocks change, labels every day at its start', () => {
  fc.assert(
    fc.property(fc.constantFrom(...transitions), ({ zone, at }) => {
      const from = startOfLocalDay(at - 3 * day, zone)
      const ticks = computeTimeTicks(from, from + 7 * day, zone, 9)
      expect(ticks.map((tick) => startOfLocalDay(tick.at, zone))).toEqual(
        ticks.map((tick) => tick.at),
      )
      const names = ticks.map((tick) => tick.label.slice(0, 3)).join(' ')
      expect('Mon Tue Wed Thu Fri Sat Sun Mon Tue Wed Thu Fri Sat Sun Mon').toContain(names)
      expect(ticks.length).toBeGreaterThanOrEqual(7)
    }),
    { numRuns: 300 },
  )
})

test.each([
  [0, true, [0, 1]],
  [1, true, [0, 1]],
  [3, true, [0, 1, 2, 3]],
  [14, true, [0, 5, 10, 15]],
  [96, true, [0, 20, 40, 60, 80, 100]],
  [0.4, false, [0, 0.1, 0.2, 0.3, 0.4]],
  [4.2, false, [0, 1, 2, 3, 4, 5]],
])('for a maximum of %d people (whole numbers: %s), the ticks are %j', (highest, whole, ticks) => {
  expect(computeValueTicks(highest, 5, whole).ticks).toEqual(ticks)
})

test('returns at most six value ticks, from 0 to at least the highest value, in whole numbers for counts', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 20_000, noNaN: true }), fc.boolean(), (highest, whole) => {
      const { ticks, max } = computeValueTicks(highest, 5, whole)
      expect(ticks[0]).toBe(0)
      expect(max).toBeGreaterThanOrEqual(highest - 1e-6)
      expect(ticks.length).toBeLessThanOrEqual(6)
      if (whole) expect(ticks.every(Number.isInteger)).toBe(true)
    }),
  )
})
