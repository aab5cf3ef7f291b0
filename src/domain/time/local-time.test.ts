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
])('at %s in %o, finds hour %i with a day offset of %i', (now, zone, hours, days, expected) => {
  expect(atLocalHour(at(now), zone, hours, days)).toBe(at(expected))
})

test('weekends follow the time zone of the building', () => {
  const friday = at('2026-11-20T11:30:00Z')
  expect(isLocalWeekend(friday, berlin)).toBe(false)
  expect(isLocalWeekend(friday, auckland)).toBe(true)
  expect(isLocalWeekend(at('2026-11-22T11:30:00Z'), auckland)).toBe(false)
})

const berlinZone = toTimeZone('Europe/Berlin')

test('a local day has 23 hours in spring and 25 in autumn', () => {
  const length = (noon: number) => {
    const next = startOfLocalDay(noon + 24 * hour, berlinZone)
    return (next - startOfLocalDay(noon, berlinZone)) / hour
  }
  expect(length(Date.UTC(2026, 2, 29, 11))).toBe(23)
  expect(length(Date.UTC(2026, 9, 25, 11))).toBe(25)
  expect(length(Date.UTC(2026, 10, 23, 8, 14))).toBe(24)
})
