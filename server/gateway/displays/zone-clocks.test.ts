import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, hour, minute } from '#src/domain/time/duration.ts'
import { toTimeZone, type TimeZone } from '#src/domain/time/time-zone.ts'
import { clockPeriodAt, toZoneClock } from '#src/domain/time/zone-clock.ts'
import { formatDateTime, timeZoneAbbreviation } from '#src/format/dates.ts'
import { formatLocalTime } from '#src/format/localized-format.ts'
import { clockChanges, historyZones } from '#src/testing/history-zones.ts'
import { createZoneClocks } from './zone-clocks.ts'

const week = 7 * day
const zoneClocks = createZoneClocks()

/** The zone on a device that does not know its rules and receives them from the gateway at `now`. */
function zoneOnDisplay(name: string, now: number): TimeZone {
  const [clock] = zoneClocks([name], now)
  if (clock === undefined) throw new Error(`no clock of ${name}`)
  return { name: 'UTC', known: true, clock }
}

/** Generates a zone, a request, and a time from four weeks before to 59 weeks after it, often near a clock change. */
const arbitraryTime = fc.constantFrom(...historyZones).chain((name) =>
  fc.constantFrom(Date.UTC(2026, 0, 15, 9), Date.UTC(2026, 8, 3, 21)).chain((now) => {
    const [from, to] = [now - 4 * week, now + 59 * week]
    const changes = clockChanges(name)
      .map((change) => change * minute)
      .filter((at) => at - day >= from && at + day < to)
    const anyTime = fc.integer({ min: from, max: to })
    const nearChange = fc
      .tuple(fc.constantFrom(...changes, now), fc.integer({ min: -2 * hour, max: 2 * hour }))
      .map(([at, distance]) => at + distance)
    return fc.record({
      name: fc.constant(name),
      now: fc.constant(now),
      at: fc.oneof(anyTime, nearChange),
    })
  }),
)

test('with the gateway’s clocks, a device without time zone rules shows the same times as a device with current rules', () => {
  fc.assert(
    fc.property(arbitraryTime, ({ name, now, at }) => {
      const current = toTimeZone(name)
      const zone = zoneOnDisplay(name, now)
      for (const locale of ['en-GB', 'en-US', 'fa']) {
        expect(formatLocalTime(locale, zone, at)).toBe(formatLocalTime(locale, current, at))
      }
      const clock = toZoneClock(at, zone)
      expect(formatDateTime(clock.at, clock.zone, at)).toBe(formatDateTime(at, current, at))
      expect(clockPeriodAt(at, zone)?.abbreviation).toBe(timeZoneAbbreviation(current, at))
    }),
  )
})

test.each([
  // Zones whose rules have changed since the browsers of 2021.
  ['America/Mexico_City', '2027-07-01T12:00:00Z', '06:00', 'GMT-6'],
  ['Africa/Cairo', '2027-07-01T12:00:00Z', '15:00', 'EEST'],
  ['Asia/Almaty', '2026-11-27T12:00:00Z', '17:00', 'GMT+5'],
  ['America/Asuncion', '2027-07-01T12:00:00Z', '09:00', 'GMT-3'],
  ['Asia/Amman', '2026-12-01T12:00:00Z', '15:00', 'GMT+3'],
  ['Europe/Kyiv', '2026-12-01T12:00:00Z', '14:00', 'EET'],
])('in %s at %s, the clock shows %s and the zone is %s', (name, at, time, abbreviation) => {
  const zone = zoneOnDisplay(name, Date.parse('2026-11-27T09:00:00Z'))
  expect(formatLocalTime('en-GB', zone, Date.parse(at))).toBe(time)
  expect(clockPeriodAt(Date.parse(at), zone)?.abbreviation).toBe(abbreviation)
})

test('clock data changes at most once a week, so that displays rarely download their board again', () => {
  const now = Date.UTC(2026, 10, 27, 9)
  const clocks = Array.from({ length: 28 }, (_, index) =>
    JSON.stringify(zoneClocks(['Europe/Berlin'], now + index * day)),
  )
  expect(new Set(clocks).size).toBe(5)
})

test('sends no clock for a time zone that is not set or does not exist', () => {
  expect(zoneClocks(['', 'Mars/Olympus', 'constructor'], Date.UTC(2026, 10, 27))).toEqual([])
})
