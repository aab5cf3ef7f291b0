import { expect, test } from 'vitest'
import { nextScreenStart, screenOffLabel } from './screen-start.ts'

const berlin = { name: 'Europe/Berlin', known: true }
const hours = (days: number[], from: string, to: string) => ({
  days,
  from,
  to,
  otherwise: 'black' as const,
})
const office = hours([1, 2, 3, 4, 5], '07:30', '19:00')

test.each([
  ['later today', office, '2026-11-23T05:00:00Z', '2026-11-23T06:30:00Z'],
  ['the next day', office, '2026-11-23T18:00:00Z', '2026-11-24T06:30:00Z'],
  ['after the weekend', office, '2026-11-27T18:00:00Z', '2026-11-30T06:30:00Z'],
  ['in a week', hours([1], '07:30', '08:00'), '2026-11-23T07:00:00Z', '2026-11-30T06:30:00Z'],
  ['after clocks go forward', office, '2026-03-27T18:00:00Z', '2026-03-30T05:30:00Z'],
  [
    'on the day of a change',
    hours([7], '07:30', '19:00'),
    '2026-10-25T00:00:00Z',
    '2026-10-25T06:30:00Z',
  ],
])('returns when a screen next turns on: %s', (_, when, at, start) => {
  expect(nextScreenStart(when, Date.parse(at), berlin)).toBe(Date.parse(start))
})

test('names the weekday of a start that is not today, and nothing while the screen is on', () => {
  const label = (at: string) => screenOffLabel({ hours: office }, berlin, Date.parse(at))
  expect(label('2026-11-23T05:00:00Z')).toMatch(/^Screen off until 07:30/)
  expect(label('2026-11-27T18:00:00Z')).toMatch(/^Screen off until Mon 07:30/)
  expect(label('2026-11-23T12:00:00Z')).toBeNull()
  expect(screenOffLabel({ hours: null }, berlin, 0)).toBeNull()
})
