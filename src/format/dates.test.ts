import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  formatDeviceDateTime,
  formatDeviceTime,
  formatTimeZone,
  formatDateTime,
  formatTimestamp,
  formatTime,
  formatZonedTimestamp,
  withForeignZone,
} from './dates.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'

const berlin = toTimeZone('Europe/Berlin')
const morning = Date.UTC(2026, 10, 23, 8, 14)

test('formats times in the building’s zone, not the device’s', () => {
  expect(formatTime(morning, berlin)).toBe('09:14')
  expect(formatTime(morning, toTimeZone('Asia/Kathmandu'))).toBe('13:59')
  expect(formatDateTime(morning, berlin, morning)).toBe('23 Nov, 09:14')
  expect(formatTimeZone(berlin, morning)).toBe('Europe/Berlin (CET)')
  expect(formatTimeZone(toTimeZone('UTC'), morning)).toBe('UTC')
})

test('names a zone by both abbreviations if the clocks change in a period', () => {
  const october = Date.UTC(2026, 9, 20)
  expect(formatTimeZone(berlin, october, morning)).toBe('Europe/Berlin (CEST/CET)')
  expect(formatTimeZone(berlin, october, october + 1)).toBe('Europe/Berlin (CEST)')
  expect(formatTimeZone(toTimeZone('UTC'), october, morning)).toBe('UTC')
})

test('formats five past midnight as 00:05, not 24:05', () => {
  expect(formatTime(Date.UTC(2026, 10, 22, 23, 5), berlin)).toBe('00:05')
})

test('includes the year if it differs from the current year in the zone', () => {
  const newYear = Date.UTC(2026, 11, 31, 23, 30)
  expect(formatDateTime(morning, berlin, newYear)).toBe('23 Nov 2026, 09:14')
  expect(formatDateTime(morning, toTimeZone('UTC'), newYear)).toBe('23 Nov, 08:14')
  expect(formatDateTime(newYear, berlin, morning)).toBe('1 Jan 2027, 00:30')
})

test.each([
  ['a minute ago', 60_000, '09:14'],
  ['a day ago', 86_400_000, '23 Nov, 09:14'],
  ['13 months ago', 400 * 86_400_000, '23 Nov 2026, 09:14'],
])('formats a time %s with only the necessary date parts', (_, ago, words) => {
  expect(formatTimestamp(morning, berlin, morning + ago)).toBe(words)
})

test('trims the name of a time zone', () => {
  expect(toTimeZone(' Europe/Berlin ')).toEqual(berlin)
})

test('includes the truncated name of an invalid time zone in its label', () => {
  const zone = toTimeZone('Mars/Olympus')
  expect(zone).toEqual({ name: 'UTC', known: false, invalidName: 'Mars/Olympus' })
  expect(formatTimeZone(zone, morning)).toBe('UTC (unknown time zone “Mars/Olympus”)')
  expect(formatTimeZone(toTimeZone('x'.repeat(5_000)), morning).length).toBeLessThan(100)
})

test.each([null, undefined, '', '  '])(
  'with the time zone %j, shows UTC and states that no time zone is set',
  (name) => {
    expect(toTimeZone(name)).toEqual({ name: 'UTC', known: false })
    expect(formatTimeZone(toTimeZone(name), morning)).toBe('UTC (no time zone set)')
  },
)

describe('on a device in New York', () => {
  beforeEach(() => vi.stubEnv('TZ', 'America/New_York'))
  afterEach(() => vi.unstubAllEnvs())

  test.each([
    ['Europe/Berlin', '09:14 CET'],
    ['Asia/Kathmandu', '13:59 GMT+5:45'],
    ['', '08:14 UTC'],
    ['America/New_York', '03:14'],
    ['America/Toronto', '03:14'],
  ])('formats a time in the zone “%s” as “%s”', (name, words) => {
    expect(formatZonedTimestamp(morning, toTimeZone(name), morning)).toBe(words)
  })

  test('includes the year and the zone for a time in another year', () => {
    const later = morning + 400 * 86_400_000
    expect(formatZonedTimestamp(morning, berlin, later)).toBe('23 Nov 2026, 09:14 CET')
  })

  test('formatDeviceTime and formatDeviceDateTime add the zone of the device', () => {
    expect(formatDeviceTime(morning)).toBe('03:14 GMT-5')
    expect(formatDeviceDateTime(morning, morning)).toBe('23 Nov, 03:14 GMT-5')
  })

  test('shows a time without its zone if and only if the device’s clock shows the same time', () => {
    const zones = ['Europe/London', 'America/New_York', 'America/Chicago', 'Pacific/Kiritimati']
    const instant = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) })
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), (at, name) => {
        const zone = toTimeZone(name)
        const hasNoZone = withForeignZone('now', at, zone) === 'now'
        const onDevice = formatDateTime(at, toTimeZone('America/New_York'), at)
        expect(hasNoZone).toBe(formatDateTime(at, zone, at) === onDevice)
      }),
    )
  })
})
