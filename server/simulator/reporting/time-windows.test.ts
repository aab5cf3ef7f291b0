import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { getZoneClock } from '#server/simulator/zone-clock.ts'
import { createWindows, parseDuration } from './time-windows.ts'

const berlin = getZoneClock('Europe/Berlin')
const seconds = (text: string) => Date.parse(text) / 1000
const spanOf = (text: string) => parseDuration(text) ?? { count: 1, unit: 's' as const }

test.each([
  ['2026-03-28T12:00:00Z', 24],
  ['2026-03-29T12:00:00Z', 23],
  ['2026-10-25T12:00:00Z', 25],
])('the day in Berlin containing %s has %i hours', (instant, hours) => {
  const windows = createWindows(spanOf('1d'), berlin, seconds(instant))
  const start = windows.startOf(seconds(instant))
  expect((windows.next(start) - start) / 3600).toBe(hours)
  expect(berlin.startOfDay(berlin.day(start))).toBe(start)
})

test.each([
  ['Australia/Lord_Howe', '2026-04-05T02:00:00Z', '2026-04-04T13:00:00Z', 24.5],
  ['Australia/Lord_Howe', '2026-10-04T02:00:00Z', '2026-10-03T13:30:00Z', 23.5],
  // In these zones, clocks skip midnight.
  ['Africa/Cairo', '2026-04-24T10:00:00Z', '2026-04-23T22:00:00Z', 23],
  ['America/Asuncion', '2023-10-01T10:00:00Z', '2023-10-01T04:00:00Z', 23],
])('in %s, the day containing %s starts at %s and has %d hours', (zone, instant, begin, hours) => {
  const windows = createWindows(spanOf('1d'), getZoneClock(zone), seconds(instant))
  const start = windows.startOf(seconds(instant))
  expect(start).toBe(seconds(begin))
  expect((windows.next(start) - start) / 3600).toBe(hours)
})

test('aligns windows of minutes and hours to the local clock', () => {
  const minutes = createWindows(spanOf('5m'), berlin, 0)
  expect(minutes.startOf(seconds('2026-11-24T09:13:42Z'))).toBe(seconds('2026-11-24T09:10:00Z'))
  const halfHourZone = createWindows(
    spanOf('1h'),
    getZoneClock('Asia/Kolkata'),
    seconds('2026-11-24T09:13:42Z'),
  )
  expect(halfHourZone.startOf(seconds('2026-11-24T09:13:42Z'))).toBe(
    seconds('2026-11-24T08:30:00Z'),
  )
  const sixHours = createWindows(spanOf('6h'), berlin, 0)
  expect(sixHours.startOf(seconds('2026-11-24T09:13:42Z'))).toBe(seconds('2026-11-24T05:00:00Z'))
})

test('aligns one-hour windows to the local hour where clocks change by 30 minutes', () => {
  const lordHowe = getZoneClock('Australia/Lord_Howe')
  const startsFrom = (from: string, count: number) => {
    const windows = createWindows(spanOf('1h'), lordHowe, seconds(from))
    const starts = [windows.startOf(seconds(from))]
    while (starts.length < count) starts.push(windows.next(starts.at(-1) ?? 0))
    return starts.map((start) => new Date(start * 1000).toISOString().slice(11, 16))
  }
  // At 02:00 in April, clocks go back to 01:30; in October, they go forward to 02:30.
  expect(startsFrom('2026-04-04T14:10:00Z', 4)).toEqual(['14:00', '15:00', '15:30', '16:30'])
  expect(startsFrom('2026-10-03T14:40:00Z', 4)).toEqual(['14:30', '15:30', '16:00', '17:00'])
})

test('windows are contiguous and contain the instant for which they are requested', () => {
  const instants = fc.integer({
    min: seconds('2025-01-01T00:00:00Z'),
    max: seconds('2027-12-31T00:00:00Z'),
  })
  const spans = fc.constantFrom('1s', '45s', '1m', '7m', '30m', '1h', '2h', '6h', '12h', '1d', '7d')
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Africa/Cairo',
    'America/Santiago',
  )
  fc.assert(
    fc.property(instants, spans, zones, (instant, span, zone) => {
      const windows = createWindows(spanOf(span), getZoneClock(zone), instant)
      const start = windows.startOf(instant)
      const next = windows.next(start)
      expect(start).toBeLessThanOrEqual(instant)
      expect(next).toBeGreaterThan(instant)
      expect(windows.startOf(start)).toBe(start)
      expect(windows.startOf(next)).toBe(next)
    }),
  )
})

test.each(['', '1', 's', '0s', '-1m', '1.5h', '1w', '1S'])('rejects "%s" as a duration', (text) => {
  expect(parseDuration(text)).toBeNull()
})
