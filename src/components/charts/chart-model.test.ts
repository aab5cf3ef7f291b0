import { expect, test } from 'vitest'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import type { ChartData } from './chart-data.ts'
import { buildChartModel } from './chart-model.ts'

const data: ChartData = {
  label: 'People by sensor',
  from: 0,
  to: 600_000,
  zone: toTimeZone('Europe/Berlin'),
  step: 60_000,
  series: [
    {
      id: 'north',
      label: 'North',
      colour: 'blue',
      points: [
        { at: 0, value: 2 },
        { at: 600_000, value: 2 },
      ],
    },
  ],
  curve: 'step',
  limit: 10,
}

test('a chart of twice the size with text of twice the size has the same layout at twice the scale', () => {
  const usual = buildChartModel(data, 600, 300)
  const large = buildChartModel(data, 1200, 600, 2)
  const double = (length: number) => 2 * length
  expect(large.plot).toEqual({
    left: double(usual.plot.left),
    top: double(usual.plot.top),
    width: double(usual.plot.width),
    height: double(usual.plot.height),
  })
  expect(large.timeTicks).toEqual(usual.timeTicks)
  expect(large.valueTicks).toEqual(usual.valueTicks)
  expect(large.labels.map(({ y }) => y)).toEqual(usual.labels.map(({ y }) => double(y)))
})
