import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { arbitraryZonedMinute } from '#src/testing/history-zones.ts'
import { localClock } from '#src/testing/local-clock.ts'
import {
  countMinutes,
  defaultOpening,
  defaultOpeningHours,
  isOpenHour,
  openRanges,
  type Opening,
} from './opening-hours.ts'
import { localHours } from './room-hours.ts'

const at = (text: string) => Date.parse(text) / 60_000
const week = (from: string) => ({ from: at(from), to: at(from) + 7 * 1_440 })

test('a week has 50 open hours by default: Monday to Friday, 08:00 to 18:00', () => {
  const open = openRanges(week('2026-11-23T00:00Z'), 'UTC')
  expect(countMinutes(open)).toBe(50 * 60)
  expect(open).toHaveLength(5)
  expect(open[0]).toEqual({ from: at('2026-11-23T08:00Z'), to: at('2026-11-23T18:00Z') })
})

test('opening hours follow the local clock across a clock change', () => {
  const open = openRanges(week('2026-10-22T22:00Z'), 'Europe/Berlin')
  expect(open.slice(0, 2)).toEqual([
    { from: at('2026-10-23T06:00Z'), to: at('2026-10-23T16:00Z') },
    { from: at('2026-10-26T07:00Z'), to: at('2026-10-26T17:00Z') },
  ])
})

test('returns the rest of the opening hours for a range that begins within them', () => {
  const noon = at('2026-11-23T12:00Z')
  expect(openRanges({ from: noon, to: noon + 60 }, 'UTC')).toEqual([{ from: noon, to: noon + 60 }])
})

const always: Opening = {
  hours: defaultOpeningHours.map(() => [{ from: 0, to: 24 }]),
  closedDays: [],
}
const atNight: Opening = {
  hours: defaultOpeningHours.map(() => [
    { from: 0, to: 2 },
    { from: 23, to: 24 },
  ]),
  closedDays: [],
}

test('a closed day has no opening hours', () => {
  const closed: Opening = { ...defaultOpening, closedDays: ['2026-11-24', '2026-11-28'] }
  const open = openRanges(week('2026-11-23T00:00Z'), 'UTC', closed)
  expect(countMinutes(open)).toBe(40 * 60)
  expect(open[1]?.from).toBe(at('2026-11-25T08:00Z'))
})

test('a closed day is a date of the local clock', () => {
  const closed: Opening = { ...atNight, closedDays: ['2026-11-24'] }
  expect(
    openRanges(
      { from: at('2026-11-22T23:00Z'), to: at('2026-11-24T23:00Z') },
      'Europe/Berlin',
      closed,
    ),
  ).toEqual([
    { from: at('2026-11-22T23:00Z'), to: at('2026-11-23T01:00Z') },
    { from: at('2026-11-23T22:00Z'), to: at('2026-11-23T23:00Z') },
  ])
})

test('joins intervals that meet at midnight into one range', () => {
  expect(openRanges(week('2026-11-23T00:00Z'), 'UTC', always)).toEqual([week('2026-11-23T00:00Z')])
})

test.each([
  ['default', defaultOpening],
  ['night', atNight],
])('a minute is open if the local clock is within the %s hours', (_, opening) => {
  fc.assert(
    fc.property(
      arbitraryZonedMinute,
      fc.integer({ min: 1, max: 3 * 1_440 }),
      ({ zone, at }, length) => {
        const ranges = openRanges({ from: at, to: at + length }, zone, opening)
        const open = ranges.flatMap(({ from, to }) =>
          Array.from({ length: to - from }, (_, index) => from + index),
        )
        const expected = Array.from({ length }, (_, index) => at + index).filter((minute) => {
          const clock = localClock(minute, zone)
          const minuteOfDay = clock.hour * 60 + clock.minute
          return opening.hours[clock.weekday]?.some(
            ({ from, to }) => minuteOfDay >= from * 60 && minuteOfDay < to * 60,
          )
        })
        expect(open).toEqual(expected)
        expect(countMinutes(ranges)).toBe(expected.length)
        const pairs = ranges.slice(1).map((range, index) => range.from - (ranges[index]?.to ?? 0))
        expect(pairs.every((distance) => distance > 0)).toBe(true)
      },
    ),
    { numRuns: 40 },
  )
})

test('each local hour is entirely open or entirely closed, so that figures can be computed from hours', () => {
  fc.assert(
    fc.property(
      arbitraryZonedMinute,
      fc.constantFrom(defaultOpening, atNight),
      ({ zone, at }, opening) => {
        for (const hour of localHours(at, at + 2 * 1_440, zone)) {
          const open = countMinutes(openRanges(hour, zone, opening))
          expect(open).toBe(isOpenHour(hour, opening) ? hour.to - hour.from : 0)
        }
      },
    ),
    { numRuns: 20 },
  )
})
