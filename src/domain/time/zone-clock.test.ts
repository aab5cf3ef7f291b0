import { expect, test } from 'vitest'
import { clockPeriodAt, toZoneClock } from './zone-clock.ts'
import type { TimeZone } from './time-zone.ts'

const start = Date.UTC(2026, 6, 1) / 60_000
/** A zone for which this device has different rules: 02:00 in Berlin is 05:30 by the gateway's rules. */
const zone: TimeZone = {
  name: 'Europe/Berlin',
  known: true,
  clock: {
    zone: 'Europe/Berlin',
    periods: [
      { from: start, to: start + 60, offset: 330, abbreviation: 'XST' },
      { from: start + 60, to: start + 120, offset: 270, abbreviation: 'XDT' },
    ],
  },
}
function timeAt(minute: number): string {
  const clock = toZoneClock((start + minute) * 60_000, zone)
  const format = { timeZone: clock.zone.name, hour: '2-digit', minute: '2-digit' } as const
  return new Intl.DateTimeFormat('en-GB', format).format(clock.at)
}
const abbreviationAt = (minute: number) =>
  clockPeriodAt((start + minute) * 60_000, zone)?.abbreviation

test('the gateway’s offset takes precedence over the rules of the device, to the minute of the change', () => {
  expect([0, 59, 60, 119].map(timeAt)).toEqual(['05:30', '06:29', '05:30', '06:29'])
  expect([0, 59, 60, 119].map(abbreviationAt)).toEqual(['XST', 'XST', 'XDT', 'XDT'])
})

test('before and after the periods that the gateway sent, the rules of the device apply', () => {
  expect([-1, 120].map(timeAt)).toEqual(['01:59', '04:00'])
  expect([-1, 120].map(abbreviationAt)).toEqual([undefined, undefined])
})

test('the rules of the device apply if the gateway sends no clock', () => {
  expect(clockPeriodAt(start * 60_000, { name: 'Europe/Berlin', known: true })).toBeNull()
})
