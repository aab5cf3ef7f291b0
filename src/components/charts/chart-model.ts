import { zoneAbbreviation } from '#src/format/zone-label.ts'
import { gapsOf } from './gaps.ts'
import type { ChartLine, ChartModel } from './drawing.ts'
import { endLabels, endLabelWidth } from './end-labels.ts'
import type { ChartData } from './series.ts'
import { strokesOf } from './strokes.ts'
import { timeTicks } from './time-ticks.ts'
import { formatValue } from './value-label.ts'
import { valueTicks } from './value-ticks.ts'

/** Average width of a letter of 13 px Inter. */
const letterWidth = 7
const above = 32
const below = 32
const pixelsPerTime = 76
const pixelsPerValue = 48

/**
 * Lays a chart out. Totals come last, so that they are drawn over their parts.
 *
 * @param data what to show
 * @param width pixels
 * @param height pixels
 */
export function chartModel(data: ChartData, width: number, height: number): ChartModel {
  const { from, to, curve } = data
  const plotHeight = height - above - below
  const axis = valueTicks(
    Math.max(highestIn(data), data.limit ?? 0),
    Math.max(2, Math.floor(plotHeight / pixelsPerValue)),
    curve === 'step',
  )
  const ticks = axis.ticks.map((value) => ({ value, label: formatValue(value) }))
  const left = 12 + letterWidth * Math.max(...ticks.map((tick) => tick.label.length))
  const plot = {
    left,
    top: above,
    width: Math.max(1, width - left - endLabelWidth(data)),
    height: plotHeight,
  }
  const pixel = (to - from) / plot.width
  const lines = linesOf(data, 3 * pixel)
  const base = {
    width,
    height,
    plot,
    from,
    to,
    top: axis.top,
    curve,
    unit: data.unit,
    zone: data.zone.known ? zoneAbbreviation(data.zone, to) : 'UTC',
    timeTicks: timeTicks(from, to, data.zone, Math.max(2, Math.floor(plot.width / pixelsPerTime))),
    valueTicks: ticks,
    lines,
    gaps: gapsOf(data).map((gap) => ({
      ...gap,
      named: (gap.to - gap.from) / pixel >= gap.label.length * letterWidth,
    })),
    limit:
      data.limit === undefined
        ? null
        : { value: data.limit, label: `limit ${formatValue(data.limit)}` },
  }
  return {
    ...base,
    labels: endLabels(
      lines,
      base.limit,
      (value) => scales(base).y(value),
      above,
      above + plotHeight,
    ),
  }
}

/** Pixels of a time and of a value, and the time at a pixel. */
export function scales({ plot, from, to, top }: Pick<ChartModel, 'plot' | 'from' | 'to' | 'top'>) {
  return {
    x: (at: number) => plot.left + ((at - from) / (to - from)) * plot.width,
    y: (value: number) => plot.top + (1 - value / top) * plot.height,
    time: (x: number) => from + ((x - plot.left) / plot.width) * (to - from),
  }
}

function highestIn({ series, from, to, step }: ChartData): number {
  let highest = 0
  for (const { points } of series)
    for (const { at, value } of points)
      if (value !== null && value > highest && at < to && at + step > from) highest = value
  return highest
}

function linesOf({ series, curve, from, to, step, now }: ChartData, visible: number): ChartLine[] {
  const window = { from, to, step, visible, until: now ?? to }
  return series
    .toSorted((a, b) => Number(a.emphasis === 'total') - Number(b.emphasis === 'total'))
    .map(({ id, label, colour, emphasis, points }) => ({
      id,
      label,
      colour,
      width: emphasis === 'total' ? 2.25 : 1.5,
      strokes: strokesOf(points, curve, window),
    }))
}
