import { expect, test } from 'vitest'
import { makeRoomHistory } from '#src/testing/example-history.ts'
import { defaultOpening } from '#src/domain/history/opening-hours.ts'
import { buildDayChart } from './day-chart-model.ts'

const size = { width: 834, height: 200 }
/** From Wednesday to Thursday of the next week, with an outage on the 18th. */
const history = makeRoomHistory('2026-11-18', 9)

test('the chart has one column per day, marks weekends as closed, and marks days with missing minutes', () => {
  const { columns, slot } = buildDayChart(history, [], size, defaultOpening)
  expect(slot).toBeCloseTo((834 - 30 - 104) / 9)
  expect(columns.map(({ isOpen }) => isOpen)).toEqual([
    true,
    true,
    true,
    false,
    false,
    true,
    true,
    true,
    true,
  ])
  expect(columns.map(({ missing }) => missing)).toEqual(['some', ...Array(8).fill('none')])
})

test('breaks the line of middle counts at closed days', () => {
  const { medianPath } = buildDayChart(history, [], size, defaultOpening)
  expect(medianPath.match(/M/g)).toHaveLength(2)
})

test('a day without data is marked as missing and has no bar', () => {
  const days = history.days.map((day, index) =>
    index === 0 ? { ...day, knownMinutes: 0, min: null, median: null, max: null } : day,
  )
  const { columns } = buildDayChart({ ...history, days }, [], size, defaultOpening)
  expect(columns[0]).toMatchObject({ missing: 'all', bar: null })
})

test('the value axis covers the capacity', () => {
  const { valueTicks, capacity, plot } = buildDayChart(history, [], size, defaultOpening)
  expect(valueTicks.at(-1)?.value).toBeGreaterThanOrEqual(12)
  expect(capacity).toBeGreaterThanOrEqual(plot.top)
})
