import { expect, test } from 'vitest'
import type { RoomInsight } from '#src/contract/insights.ts'
import type { TypicalHour } from '#src/domain/insights/place-hours.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { buildDayPlot, listLabelledHours } from './day-plot-model.ts'
import { toPaths } from './group-bars.tsx'
import { listSizes } from './served-table.tsx'
import { createRaster, toRasterPath } from './run-out-raster.tsx'
import { shownHours } from './shown-hours.ts'
import { createWeekScale } from './week-scale.ts'

/** Returns the hours of a day that is open from 8 to 18, with 100 people in open hours and `outside` in others. */
const makeDay = (outside: number): TypicalHour[] =>
  Array.from({ length: 24 }, (_, hour) => {
    const isOpen = hour >= 8 && hour < 18
    const people = isOpen ? 100 : outside
    return {
      hour,
      isOpen,
      days: 5,
      median: people,
      lower: people,
      upper: people,
      lowest: people,
      highest: people,
    }
  })

test('shows one hour before opening to two hours after closing, and other hours only if many people are there', () => {
  expect(shownHours(makeDay(0))).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19])
  expect(shownHours(makeDay(5))).toHaveLength(13)
  expect(shownHours(makeDay(30))).toHaveLength(24)
  expect(shownHours([])).toHaveLength(13)
})

test('the busiest cell falls into the fifth step of a round width', () => {
  expect(createWeekScale(192).limits).toEqual([40, 80, 120, 160])
  for (const busiest of [5, 12, 47, 192, 334, 2_500]) {
    expect(createWeekScale(busiest).stepAt(busiest)).toBe(5)
  }
  expect(createWeekScale(3).stepAt(3)).toBe(3)
  expect(createWeekScale(100).stepAt(0.4)).toBe(0)
})

test('the line of a typical day breaks at hours without data', () => {
  const day = makeDay(0).map((one) =>
    one.hour === 12 ? { ...one, median: null, lower: null } : one,
  )
  const { medianPath, busiest, hours } = buildDayPlot(day, null, { width: 600, height: 268 })
  expect(medianPath.match(/M/g)).toHaveLength(2)
  expect(hours[busiest ?? -1]?.hour).toBe(8)
})

test('labels the hours that a narrow chart has space for, counted from midnight', () => {
  const all = Array.from({ length: 24 }, (_, hour) => hour)
  const day = all.slice(7, 20)
  const labels = (hours: readonly number[], slot: number) =>
    listLabelledHours(hours, slot).map((index) => hours[index])
  expect(labels(day, 40)).toEqual([8, 10, 12, 14, 16, 18])
  expect(labels(all, 22)).toEqual([0, 3, 6, 9, 12, 15, 18, 21])
  expect(labels(all, 14)).toEqual([0, 6, 12, 18])
  expect(labels(all, 1)).toEqual([0])
})

test('bars of groups have the colour of their share of the capacity', () => {
  const sizes: RoomInsight['minutesByPeople'] = [
    [2, 100],
    [8, 50],
    [11, 10],
  ]
  const paths = toPaths(sizes, { capacity: 10, busyThreshold: null })
  expect(paths.use.match(/M/g)).toHaveLength(1)
  expect(paths.busy.match(/M/g)).toHaveLength(1)
  expect(paths.over.match(/M/g)).toHaveLength(1)
  expect(toPaths(sizes, { capacity: 10, busyThreshold: 0.2 }).busy.match(/M/g)).toHaveLength(2)
  expect(toPaths(sizes, { capacity: 10, busyThreshold: 0.9 }).busy).toBe('')
  expect(toPaths([[8, 50]], { capacity: null, busyThreshold: null }).busy).toBe('')
})

test('compares the recommended number of seats with usual sizes and the capacity', () => {
  const list = (most: number, capacity: number | null, recommended: number, limit: number | null) =>
    listSizes([[most, 10]], { capacity, recommended, limit })
  expect(list(8, 12, 6, 7)).toEqual([2, 4, 6, 7, 8, 10, 12])
  expect(list(30, 40, 20, 24)).toEqual([8, 10, 12, 16, 20, 24, 30, 40])
  expect(list(90, 100, 12, 60)).toEqual([4, 6, 8, 10, 12, 16, 60, 100])
  expect(list(3, null, 4, null)).toEqual([2, 4])
})

test('draws a run-out in the row of its day, at the local time', () => {
  const zone = toTimeZone('Europe/Berlin')
  const hour = {
    weekday: 0,
    roomMinutes: 60,
    knownMinutes: 60,
    completeMinutes: 60,
    people: 1,
    isOpen: true,
  }
  const raster = createRaster(
    [8, 17].map((one) => ({ ...hour, date: '2026-11-23', hour: one })),
    ['2026-11-23', '2026-11-24'],
    zone,
  )
  expect(raster).toMatchObject({ from: 8, to: 18 })
  const at = (time: string) => Date.parse(`2026-11-24T${time}+01:00`)
  expect(toRasterPath([{ from: at('08:00'), to: at('13:00') }], raster)).toBe('M0.0 31.5H500.0')
  expect(toRasterPath([{ from: at('08:00') - 864e5 * 5, to: at('13:00') }], raster)).toBe('')
})
