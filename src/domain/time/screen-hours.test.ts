import { expect, test } from 'vitest'
import { isOpen } from './screen-hours.ts'

const berlin = { name: 'Europe/Berlin', known: true }
const office = { days: [1, 2, 3, 4, 5], from: '07:30', to: '19:00', otherwise: 'dim' } as const
const night = { days: [5], from: '20:00', to: '04:00', otherwise: 'black' } as const
const early = { days: [7], from: '02:30', to: '03:30', otherwise: 'black' } as const
const hours = (one: typeof office | typeof night | typeof early) => ({
  ...one,
  days: [...one.days],
})

test.each([
  ['before opening time', office, '2026-11-23T06:29:59Z', false],
  ['at opening time', office, '2026-11-23T06:30:00Z', true],
  ['at closing time', office, '2026-11-23T18:00:00Z', false],
  ['on a Saturday', office, '2026-11-28T12:00:00Z', false],
  ['on Friday evening', night, '2026-11-27T19:00:00Z', true],
  ['in the night after Friday evening', night, '2026-11-28T02:59:00Z', true],
  ['at the end of that night', night, '2026-11-28T03:00:00Z', false],
  ['in the night before', night, '2026-11-27T02:00:00Z', false],
  ['when clocks go forward past opening time', early, '2026-03-29T01:00:00Z', true],
  ['in the repeated hour, first pass', early, '2026-10-25T00:45:00Z', true],
  ['in the repeated hour, second pass', early, '2026-10-25T01:45:00Z', true],
])('decides whether the screen is on: %s', (_, when, at, open) => {
  expect(isOpen(hours(when), Date.parse(at), berlin)).toBe(open)
})

test('a board without opening hours is always on', () => {
  expect(isOpen(null, Date.parse('2026-11-28T02:00:00Z'), berlin)).toBe(true)
})

test('applies opening hours in the building’s time zone, not the device’s', () => {
  const auckland = { name: 'Pacific/Auckland', known: true }
  expect(isOpen(hours(office), Date.parse('2026-11-22T19:00:00Z'), auckland)).toBe(true)
})

test('applies opening hours according to the gateway’s clock, not the device’s time zone rules', () => {
  const from = Date.UTC(2026, 10, 23) / 60_000
  const periods = [{ from, to: from + 1_440, offset: 0, abbreviation: 'GMT' }]
  const zone = { ...berlin, clock: { zone: 'Europe/Berlin', periods } }
  expect(isOpen(hours(office), Date.parse('2026-11-23T07:29:59Z'), zone)).toBe(false)
  expect(isOpen(hours(office), Date.parse('2026-11-23T07:30:00Z'), zone)).toBe(true)
})
