import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { arbitraryOpeningTimes } from '#src/testing/arbitrary-overrides.ts'
import { parseOpeningTimes } from './opening-times.ts'
import {
  formatOvernightTimes,
  joinAtMidnight,
  parseOvernightTimes,
  splitAtMidnight,
  toOpeningSchedule,
} from './overnight-times.ts'

const parseDays = (days: readonly string[]) => days.map((times) => parseOvernightTimes(times) ?? [])

test('hours past midnight are hours of two days', () => {
  const days = ['', '', '', '', '18:00-02:00', '22:00-02:00', '12:00-20:00, 22:00-00:00']
  const split = splitAtMidnight(parseDays(days))
  expect(toOpeningSchedule(split ?? [])).toEqual({
    friday: '18:00-24:00',
    saturday: '00:00-02:00, 22:00-24:00',
    sunday: '00:00-02:00, 12:00-20:00, 22:00-24:00',
  })
})

test('hours of Sunday continue on Monday', () => {
  const split = splitAtMidnight(parseDays(['', '', '', '', '', '', '20-4']))
  expect(toOpeningSchedule(split ?? [])).toEqual({ monday: '00:00-04:00', sunday: '20:00-24:00' })
})

test('hours past midnight that overlap with the next day are invalid', () => {
  expect(splitAtMidnight(parseDays(['22:00-08:00', '07:00-18:00', '', '', '', '', '']))).toBeNull()
})

test.each(['18:00-18:00', '24:00-08:00', '22:00-02:00, 08:00-12:00', '22:30-02:00', '22:00-26:00'])(
  'rejects %s',
  (times) => {
    expect(parseOvernightTimes(times)).toBeNull()
  },
)

test('days that are open around the clock are not joined', () => {
  const days = ['00:00-24:00', '00:00-02:00', '', '', '', '', '']
  expect(joinAtMidnight(parseDays(days)).map(formatOvernightTimes)).toEqual(days)
})

test('showing and saving stored hours does not change them', () => {
  const week = fc.array(fc.oneof(fc.constant(''), arbitraryOpeningTimes), {
    minLength: 7,
    maxLength: 7,
  })
  fc.assert(
    fc.property(week, (days) => {
      const stored = days.map((times) => parseOpeningTimes(times) ?? [])
      const shown = joinAtMidnight(stored).map(formatOvernightTimes)
      expect(splitAtMidnight(parseDays(shown))).toEqual(stored)
    }),
  )
})
