import { type CurveKind, type ChartData, gapsOf } from './chart-data.ts'
import { type Stroke, strokesOf } from './line-segments.ts'
import { shorten, spreadLabels } from './label-layout.ts'
import { zoneAbbreviation } from '#src/format/dates.ts'
import { timeTicks, valueTicks } from './axis-ticks.ts'
import { formatValue } from './chart-labels.ts'

/** A line as it is drawn; `strokes` are in time and values, the scales turn them into pixels. */
export type ChartLine = {
  id: string
  label: string
  colour: string
  width: number
  strokes: readonly Stroke[]
}

/** A name at the right end of its line, at a height in pixels. The limit has no colour, and so no swatch. */
export type EndLabel = {
  id: string
  text: string
  colour: string | null
  strong: boolean
  y: number
}

/** Everything that screen and picture draw, with every decision taken. Pixels from the top left. */
export type ChartModel = {
  width: number
  height: number
  plot: { left: number; top: number; width: number; height: number }
  from: number
  to: number
  top: number
  curve: CurveKind
  unit: string
  zone: string
  timeTicks: readonly { at: number; label: string }[]
  valueTicks: readonly { value: number; label: string }[]
  lines: readonly ChartLine[]
  gaps: readonly { from: number; to: number; label: string; named: boolean }[]
  limit: { value: number; label: string } | null
  labels: readonly EndLabel[]
}

const longest = 18
const between = 16

/** Pixels right of the plot that the names need. */
export function endLabelWidth({ series, limit }: Pick<ChartData, 'series' | 'limit'>): number {
  const limitLength = limit === undefined ? 0 : `limit ${limit}`.length
  const letters = Math.max(
    limitLength,
    ...series.map(({ label }) => shorten(label, longest).length),
  )
  return Math.min(176, Math.max(56, 32 + 7 * letters))
}

/**
 * The names of the lines, and of the limit, at the height where each line ends, moved apart where they collide.
 * A line without any point has no end and no name here.
 */
export function endLabels(
  lines: readonly ChartLine[],
  limit: ChartModel['limit'],
  y: (value: number) => number,
  low: number,
  high: number,
): EndLabel[] {
  const named = lines.flatMap(({ id, label, colour, width, strokes }) => {
    const ends = strokes.flatMap(({ points }) => points.filter((point) => point.value !== null))
    const end = ends.reduce<(typeof ends)[number] | null>(
      (latest, each) => (latest && latest.at > each.at ? latest : each),
      null,
    )
    if (!end || end.value === null) return []
    return [{ id, text: shorten(label, longest), colour, strong: width > 2, y: y(end.value) }]
  })
  const all: EndLabel[] = limit
    ? [...named, { id: 'limit', text: limit.label, colour: null, strong: false, y: y(limit.value) }]
    : named
  const heights = spreadLabels(
    all.map((label) => label.y),
    between,
    low,
    high,
  )
  return all.map((label, index) => ({ ...label, y: heights[index] ?? label.y }))
}

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
