import { expect, test } from 'vitest'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { findBusiestHour, summarizeUseTimes } from './room-figures.ts'

const weekHour = (weekday: number, hour: number, knownMinutes: number, personMinutes: number) => ({
  weekday,
  hour,
  knownMinutes,
  personMinutes,
  minutesInUse: personMinutes,
  peak: 1,
})

test('the busiest hour has the most people on average over its known minutes', () => {
  const hours = [weekHour(0, 9, 240, 480), weekHour(1, 10, 60, 180), weekHour(4, 10, 240, 720)]
  expect(findBusiestHour(hours)).toMatchObject({ weekday: 1, hour: 10, average: 3 })
})

test('an hour with less than half an hour of data is not the busiest', () => {
  expect(findBusiestHour([weekHour(0, 9, 29, 290), weekHour(0, 10, 30, 30)])?.hour).toBe(10)
})

test('a room that was never in use, or hardly ever, has no busiest hour', () => {
  expect(findBusiestHour([weekHour(0, 9, 60, 0)])).toBeNull()
  expect(findBusiestHour([weekHour(0, 0, 60, 2)])).toBeNull()
  expect(findBusiestHour([weekHour(0, 0, 60, 3)])?.hour).toBe(0)
})

const berlin = toTimeZone('Europe/Berlin')
const useOn = (first: string, last: string) => ({
  firstUse: Date.parse(first),
  lastUse: Date.parse(last),
})

test('typical first and last use are medians of local times, even across a clock change', () => {
  const days = [
    useOn('2026-10-23T07:00Z', '2026-10-23T15:00Z'),
    useOn('2026-10-26T08:30Z', '2026-10-26T16:00Z'),
    useOn('2026-10-27T11:00Z', '2026-10-27T17:30Z'),
    { firstUse: null, lastUse: null },
  ]
  expect(summarizeUseTimes(days, berlin)).toEqual({
    days: 3,
    first: { typical: 9 * 60 + 30, earliest: 9 * 60 },
    last: { typical: 17 * 60, latest: 18 * 60 + 30 },
  })
})

test('for an even number of days, the typical first use is the mean of the two middle times', () => {
  const days = [
    useOn('2026-11-23T08:00Z', '2026-11-23T16:00Z'),
    useOn('2026-11-24T08:31Z', '2026-11-24T17:00Z'),
  ]
  expect(summarizeUseTimes(days, berlin)?.first.typical).toBe(9 * 60 + 16)
})

test('days without use have no typical use', () => {
  expect(summarizeUseTimes([{ firstUse: null, lastUse: null }], berlin)).toBeNull()
})
