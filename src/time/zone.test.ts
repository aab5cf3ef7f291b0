import { expect, test } from 'vitest'
import { formatDayAndTime, formatTime, siteZone, zoneInWords } from './zone.ts'

const berlin = siteZone('Europe/Berlin')
const morning = Date.UTC(2026, 10, 23, 8, 14)

test('times are the building’s, whatever the device thinks', () => {
  expect(formatTime(morning, berlin)).toBe('09:14')
  expect(formatTime(morning, siteZone('Asia/Kathmandu'))).toBe('13:59')
  expect(formatDayAndTime(morning, berlin)).toBe('23 Nov, 09:14')
  expect(zoneInWords(berlin, morning)).toBe('Europe/Berlin (CET)')
})

test('midnight is 00, not 24', () => {
  expect(formatTime(Date.UTC(2026, 10, 22, 23, 5), berlin)).toBe('00:05')
})

test.each([null, undefined, '', 'Mars/Olympus'])(
  'a site with zone %j says UTC, and that none is set',
  (name) => {
    expect(siteZone(name)).toEqual({ name: 'UTC', known: false })
    expect(zoneInWords(siteZone(name), morning)).toBe('UTC (no time zone set)')
  },
)
