import { expect, test } from 'vitest'
import { atLocalHour, isLocalWeekend, startOfLocalDay } from './local-time.ts'
import { hour } from './duration.ts'
import { toTimeZone } from './time-zone.ts'

const berlin = { name: 'Europe/Berlin', known: true }
const auckland = { name: 'Pacific/Auckland', known: true }
const at = (text: string) => Date.parse(text)

test.each([
  ['2026-11-23T09:30:00Z', berlin, 5, 0, '2026-11-23T04:00:00Z'],
  ['2026-11-23T09:30:00Z', berlin, 0, -1, '2026-11-21T23:00:00Z'],
  ['2026-11-23T23:30:00Z', berlin, 9, 0, '2026-11-24T08:00:00Z'],
  ['2026-11-23T12:00:00Z', auckland, 9, 0, '2026-11-23T20:00:00Z'],
  // Clocks go forward at 02:00 in March and back at 03:00 in October.
  ['2026-03-29T12:00:00Z', berlin, 5, 0, '2026-03-29T03:00:00Z'],
  ['2026-10-25T12:00:00Z', berlin, 5, 0, '2026-10-25T04:00:00Z'],
])('at %s in %o, hour %i at day offset %i is %s', (now, zone, hours, days, expected) => {
  expect(atLocalHour(at(now), zone, hours, days)).toBe(at(expected))
})

test.each([
  // Clocks skip midnight, so the day begins at 01:00.
  ['Africa/Cairo', '2026-04-24T10:00:00Z', '2026-04-23T22:00:00Z', 23],
  ['America/Asuncion', '2023-10-01T10:00:00Z', '2023-10-01T04:00:00Z', 23],
  // The hour before midnight occurs twice.
  ['Africa/Cairo', '2026-10-29T10:00:00Z', '2026-10-28T21:00:00Z', 25],
  // Clocks change by half an hour.
  ['Australia/Lord_Howe', '2026-04-05T02:00:00Z', '2026-04-04T13:00:00Z', 24.5],
  ['Australia/Lord_Howe', '2026-10-04T02:00:00Z', '2026-10-03T13:30:00Z', 23.5],
])('in %s, the day of %s begins at %s and has %d hours', (name, now, begins, hours) => {
  const zone = toTimeZone(name)
  const start = startOfLocalDay(at(now), zone)
  expect(start).toBe(at(begins))
  expect(atLocalHour(at(now), zone, 0)).toBe(start)
  expect(atLocalHour(at(now) + 24 * hour, zone, 0, -1)).toBe(start)
  expect((startOfLocalDay(start + 36 * hour, zone) - start) / hour).toBe(hours)
})

test('weekends follow the time zone of the building', () => {
  const friday = at('2026-11-20T11:30:00Z')
  expect(isLocalWeekend(friday, berlin)).toBe(false)
  expect(isLocalWeekend(friday, auckland)).toBe(true)
  expect(isLocalWeekend(at('2026-11-22T11:30:00Z'), auckland)).toBe(false)
})

const berlinZone = toTimeZone('Europe/Berlin')

test('a day in Berlin has 23 hours when clocks go forward, 25 when they go back, else 24', () => {
  const length = (noon: number) => {
    const next = startOfLocalDay(noon + 24 * hour, berlinZone)
    return (next - startOfLocalDay(noon, berlinZone)) / hour
  }
  expect(length(Date.UTC(2026, 2, 29, 11))).toBe(23)
  expect(length(Date.UTC(2026, 9, 25, 11))).toBe(25)
  expect(length(Date.UTC(2026, 10, 23, 8, 14))).toBe(24)
})
