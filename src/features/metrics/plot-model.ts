import { computeTimeTicks, computeValueTicks } from '#src/components/charts/axis-ticks.ts'
import type { MetricName, MetricValues } from '#src/contract/reporting.ts'
import type { Sample } from '#src/domain/readings/history.ts'
import { isCounted, middleIndex } from '#src/domain/readings/metric-windows.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatMetric } from '#src/format/decimals.ts'

/** A window with a count. Positions are in pixels. */
type PlotBar = {
  at: number
  value: number
  left: number
  width: number
  top: number
  height: number
  /** Whether the count determines the metric. */
  isCounted: boolean
}

/** The layout of the chart, in pixels. */
export type PlotModel = {
  width: number
  height: number
  plot: { left: number; top: number; width: number; height: number }
  bars: readonly PlotBar[]
  /** The counts as steps, which continue through windows without a count. */
  stepPath: string
  valueTicks: readonly { value: number; y: number }[]
  timeTicks: readonly { label: string; x: number }[]
  /** The value of the metric as a line; null if it is not a number of people at a given time. */
  result: { label: string; y: number } | null
  /** Mean minus and plus one standard deviation; null for other metrics. */
  band: { top: number; height: number } | null
  /** The middle count and the number of counts on each side; null for other metrics. */
  middle: { x: number; before: number; after: number } | null
}

/** What the chart shows. `from` and `to` are Unix milliseconds. */
export type PlotInputs = {
  windows: readonly Sample[]
  metrics: MetricValues
  metric: MetricName
  from: number
  to: number
  stepMs: number
  zone: TimeZone
}

const margin = { left: 28, right: 8, top: 28, bottom: 28 }
/** Height in pixels of a bar for 0 people. Without it, the bar would be invisible. */
const zeroHeight = 3
/** Space for one label of the time axis, in pixels at a text scale of 1. */
const timeLabelWidth = 72

/** Computes the chart of a sensor's counts by window. Marks the value of a metric and the counts that determine it. */
export function buildPlot(
  { windows, metrics, metric, from, to, stepMs, zone }: PlotInputs,
  { width, height, textScale }: { width: number; height: number; textScale: number },
): PlotModel {
  const plot = {
    left: margin.left * textScale,
    top: margin.top * textScale,
    width: Math.max(1, width - (margin.left + margin.right) * textScale),
    height: height - (margin.top + margin.bottom) * textScale,
  }
  const highest = Math.max(1, metrics.max ?? 0, ...windows.map(({ value }) => value))
  const axis = computeValueTicks(highest, 4, true)
  const y = (people: number) => plot.top + (1 - people / axis.max) * plot.height
  const x = (at: number) => plot.left + ((at - from) / (to - from)) * plot.width
  const slot = (stepMs / (to - from)) * plot.width
  const gap = slot > 6 ? 1.5 : slot > 2 ? 0.75 : 0
  const counts = windows.map(({ value }) => value)
  const bars = windows.map(({ at, value }, index): PlotBar => {
    const top = value === 0 ? y(0) - zeroHeight : y(value)
    return {
      at,
      value,
      left: x(at) + gap / 2,
      width: Math.max(1, slot - gap),
      top,
      height: y(0) - top,
      isCounted: isCounted(metric, counts, index),
    }
  })
  const centre = bars[middleIndex(bars.length)]
  const { mean, stddev } = metrics
  const [upper, lower] = [
    y(Math.min(axis.max, (mean ?? 0) + (stddev ?? 0))),
    y(Math.max(0, (mean ?? 0) - (stddev ?? 0))),
  ]
  return {
    width,
    height,
    plot,
    bars,
    stepPath: buildStepPath(windows, x, y, to),
    valueTicks: axis.ticks.map((value) => ({ value, y: y(value) })),
    timeTicks: computeTimeTicks(
      from,
      to,
      zone,
      Math.max(1, plot.width / (timeLabelWidth * textScale)),
    ).map(({ at, label }) => ({ label, x: x(at) })),
    result: resultLine(metric, metrics, y),
    band:
      metric === 'stddev' && mean !== null && stddev !== null
        ? { top: upper, height: lower - upper }
        : null,
    middle:
      metric === 'median' && centre
        ? {
            x: centre.left + centre.width / 2,
            before: middleIndex(bars.length),
            after: bars.length - middleIndex(bars.length) - 1,
          }
        : null,
  }
}

function resultLine(
  metric: MetricName,
  metrics: MetricValues,
  y: (people: number) => number,
): PlotModel['result'] {
  if (metric === 'sum' || metric === 'count') return null
  const name = metric === 'stddev' ? 'mean' : metric
  const value = metrics[name]
  return value === null ? null : { label: `${name} ${formatMetric(value)}`, y: y(value) }
}

function buildStepPath(
  windows: readonly Sample[],
  x: (at: number) => number,
  y: (people: number) => number,
  to: number,
): string {
  return windows
    .map(({ at, value }, index) => {
      const end = windows[index + 1]?.at ?? to
      const height = y(value).toFixed(1)
      return `${index === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${height}H${x(end).toFixed(1)}`
    })
    .join('')
}
