import { expect, test } from 'vitest'
import { defaultOpening } from '#src/domain/history/opening-hours.ts'
import { getChartGaps } from '#src/components/charts/chart-data.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { sensorLabels } from '#src/format/sensor-labels.ts'
import { exampleSensors, exampleTimeZone, makeRoomHistory } from '#src/testing/example-history.ts'
import { createCellScale } from './cell-scale.ts'
import { toChartData } from './step-chart-data.ts'

const history = makeRoomHistory('2026-11-25', 1)
/** The day to compare with, which has an outage of 45 minutes. */
const previous = makeRoomHistory('2026-11-18', 1)

function chart(metric: 'last' | 'max', earlier = previous, current = history) {
  const { steps } = current
  if (!steps) throw new Error('A day has steps.')
  const view = {
    history: current,
    previous: earlier,
    zone: toTimeZone(exampleTimeZone),
    opening: defaultOpening,
    dates: 'Wed 25 Nov',
    labels: sensorLabels(exampleSensors, 'room', undefined),
    scale: createCellScale(12, 10, null),
    level: 3 as const,
    exportHeading: { title: 'Maple', details: [] },
  }
  return toChartData(view, steps, metric)
}

test('a day is compared with the same minutes of the earlier day', () => {
  const { series } = chart('last')
  expect(series.map(({ label }) => label).slice(2)).toEqual(['earlier period', 'Room'])
  const before = series.find(({ emphasis }) => emphasis === 'before')?.points ?? []
  expect(before).toHaveLength(24 * 60 - 45)
  expect(before[0]?.at).toBe(history.from)
  const peak = Math.max(...before.map(({ value }) => value ?? 0))
  expect(peak).toBe(previous.peak?.people)
})

test('a day with a clock change is compared with the same local times', () => {
  const instant = (text: string) => Date.parse(text)
  const [from, to] = [instant('2026-10-25T00:00+02:00'), instant('2026-10-26T00:00+01:00')]
  const steps = { people: [], upperBound: [], sensors: [] }
  const current = { ...history, from, to, days: [], steps }
  const start = instant('2026-10-18T00:00+02:00')
  const people: [number, number][] = [
    [start, 0],
    [instant('2026-10-18T09:00+02:00'), 5],
    [instant('2026-10-18T09:01+02:00'), 0],
  ]
  const earlier = { ...previous, from: start, to: start + 24 * 3_600_000 }
  const { series } = chart('last', { ...earlier, steps: { ...steps, people } }, current)
  const before = series.find(({ emphasis }) => emphasis === 'before')?.points ?? []
  expect(before).toHaveLength(25 * 60)
  expect(before.filter(({ value }) => value === 5).map(({ at }) => at)).toEqual([
    instant('2026-10-25T09:00+01:00'),
  ])
})

test('a gap in the earlier period is not a gap in the chart', () => {
  expect(getChartGaps(chart('last'))).toEqual([])
})

test('a day is not compared with a day without data', () => {
  const { series } = chart('last', {
    ...previous,
    steps: { people: [[previous.from, null]], upperBound: [], sensors: [] },
  })
  expect(series.map(({ emphasis }) => emphasis)).not.toContain('before')
})

test('the max metric is not compared, because it has no value for the room', () => {
  expect(chart('max').series).toHaveLength(2)
})
