import { expect, test } from 'vitest'
import type { MetricName } from '#src/contract/reporting.ts'
import { second } from '#src/domain/time/duration.ts'
import { metricsFromCounts } from '#src/testing/fixtures.ts'
import { buildPlot } from './plot-model.ts'

/** Returns the chart of counts in every second window, without margins around a plot of 100 by 144 pixels. */
const plotOf = (counts: readonly number[], metric: MetricName) =>
  buildPlot(
    {
      windows: counts.map((value, index) => ({
        at: index * 2 * second,
        value,
        sensors: 1,
        largest: value,
      })),
      metrics: metricsFromCounts(counts),
      metric,
      from: 0,
      to: 10 * second,
      stepMs: second,
      zone: { name: 'UTC', known: true },
    },
    { width: 136, height: 200, textScale: 1 },
  )

test('draws a bar for each window with a count, and no bar for other windows', () => {
  const { bars, plot } = plotOf([1, 2, 0], 'last')
  expect(plot).toEqual({ left: 28, top: 28, width: 100, height: 144 })
  expect(bars.map(({ left }) => Math.round(left))).toEqual([29, 49, 69])
  expect(bars.map(({ height }) => Math.round(height))).toEqual([72, 144, 3])
  expect(bars.map(({ isCounted }) => isCounted)).toEqual([false, false, true])
})

test('draws the value as a line, except for metrics that are not a number of people', () => {
  expect(plotOf([1, 2, 0], 'max').result).toEqual({ label: 'max 2', y: 28 })
  expect(plotOf([1, 2, 0], 'mean').result).toEqual({ label: 'mean 1', y: 100 })
  expect(plotOf([1, 2, 0], 'sum').result).toBeNull()
  expect(plotOf([1, 2, 0], 'count').result).toBeNull()
})

test('marks the middle count, and states how many counts are before and after it', () => {
  const { middle, bars } = plotOf([1, 2, 0, 4], 'median')
  expect(middle).toMatchObject({ before: 2, after: 1 })
  expect(middle?.x).toBeCloseTo((bars[2]?.left ?? 0) + (bars[2]?.width ?? 0) / 2)
})

test('draws the standard deviation as a band around the mean', () => {
  const { band, result } = plotOf([1, 3], 'stddev')
  expect(result?.label).toBe('mean 2')
  expect(band?.height).toBeCloseTo(144 * (2 / 3))
  expect(plotOf([1, 3], 'mean').band).toBeNull()
})
