import { expect, test } from 'vitest'
import { hour } from '#src/domain/time/duration.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { slotMs, toDaySlots } from './day-slots.ts'

const berlin = toTimeZone('Europe/Berlin')

/** Returns a day whose quarters of an hour have 0, 1, 2, … people. */
function day(from: string, hours: number) {
  const start = Date.parse(from)
  const quarters = Array.from({ length: (hours * hour) / slotMs }, (_, index) => index)
  return { from: start, to: start + hours * hour, quarters, incompleteQuarters: [12] }
}
const later = Number.POSITIVE_INFINITY

test('on a day of 24 hours, each quarter of an hour has its own slot', () => {
  const slots = toDaySlots(day('2026-11-25T00:00+01:00', 24), berlin, later)
  expect(slots).toHaveLength(96)
  expect(slots[41]).toMatchObject({ kind: 'people', people: 41, repeated: false, partial: false })
  expect(slots[12]).toMatchObject({ kind: 'people', partial: true })
})

test('when clocks go forward, the missing hour is skipped', () => {
  const slots = toDaySlots(day('2026-03-29T00:00+01:00', 23), berlin, later)
  expect(slots.slice(8, 12).map(({ kind }) => kind)).toEqual(Array(4).fill('skipped'))
  expect(slots[7]).toMatchObject({ people: 7 })
  expect(slots[12]).toMatchObject({ people: 8 })
  expect(slots[95]).toMatchObject({ people: 91 })
})

test('when clocks go forward by three hours, only these hours are skipped, even if the data ends with the day', () => {
  // The clock of Casey station skipped 00:01 to 03:01.
  const short = day('2020-10-04T00:00+08:00', 21)
  const slots = toDaySlots(short, toTimeZone('Antarctica/Casey'), short.to)
  expect(slots.slice(1, 13).map(({ kind }) => kind)).toEqual(Array(12).fill('skipped'))
  expect(slots[0]).toMatchObject({ people: 0 })
  expect(slots[13]).toMatchObject({ people: 1 })
  expect(slots[95]).toMatchObject({ people: 83 })
})

test('when clocks go back, each repeated quarter of an hour shows the larger of its two numbers', () => {
  const slots = toDaySlots(day('2026-10-25T00:00+02:00', 25), berlin, later)
  expect(slots[8]).toMatchObject({ people: 12, repeated: true, partial: true })
  expect(slots[12]).toMatchObject({ people: 16, repeated: false })
  expect(slots[95]).toMatchObject({ people: 99 })
})

test('late in the evening, the rest of the current day is in the future', () => {
  const today = day('2026-11-27T00:00+01:00', 22.5)
  const slots = toDaySlots(today, berlin, today.to)
  expect(slots[89]).toMatchObject({ people: 89 })
  expect(slots.slice(90).map(({ kind }) => kind)).toEqual(Array(6).fill('future'))
})

test('the rest of the current day is in the future, and quarters without data are unknown', () => {
  const today = day('2026-11-27T00:00+01:00', 10.25)
  const slots = toDaySlots({ ...today, quarters: [0, null] }, berlin, today.to)
  expect(slots[1]).toMatchObject({ kind: 'unknown' })
  expect(slots[40]).toMatchObject({ kind: 'unknown' })
  expect(slots[41]).toEqual({ kind: 'future' })
  expect(slots[95]).toEqual({ kind: 'future' })
})
