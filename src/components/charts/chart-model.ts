import { type CurveKind, type ChartData, type ChartSeries, getChartGaps } from './chart-data.ts'
import { type LineSegment, toLineSegments } from './line-segments.ts'
import { timeZoneAbbreviation } from '#src/format/dates.ts'
import { computeTimeTicks, computeValueTicks } from './axis-ticks.ts'
import * as text from '#messages/charts.ts'
import { formatDecimal } from '#src/format/decimals.ts'
import { type EndLabel, endLabelWidth, layoutEndLabels } from './end-labels.ts'

/** A line to draw. `segments` contain times and values, which `createScales` converts to pixels. */
export type ChartLine = {
  id: string
  label: string
  colour: string
  width: number
  dashed?: true
  segments: readonly LineSegment[]
}

/** The layout of a chart, shared by plot, labels and crosshair. Positions are in pixels from the top left. */
export type ChartModel = {
  width: number
  height: number
  /** Text size relative to 13 px. Margins and other lengths that depend on the text scale with it. */
  textScale: number
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
  gaps: readonly {
    from: number
    to: number
    label: string
    /** Whether the label fits above the plot. */
    named: boolean
    /** Whether the gap is too narrow for visible hatching, so that its mark is solid and at least three pixels wide. */
    narrow: boolean
    /** The lowest value that the mark of the gap covers. */
    low: number
  }[]
  limit: { value: number; label: string } | null
  /** The time range in which values may still change. */
  provisional: { from: number; to: number } | null
  labels: readonly EndLabel[]
}

/** Average width of a character in pixels (Inter at 13 px). */
const averageCharWidth = 7
/** Margins of the plot and minimum distances between ticks, in pixels at a text scale of 1. */
const topMargin = 32
const bottomMargin = 32
const timeTickSpacing = 76
const valueTickSpacing = 48

/** Height in pixels, at a text scale of 1, of the band that marks a gap of only some series. */
const gapBandHeight = 8
/** Marks of narrower gaps are solid. In pixels at a text scale of 1. */
const narrowGapWidth = 8
/** Minimum width of a gap's mark, in pixels at a text scale of 1. */
const leastGapWidth = 3

/** Returns whether a label fits above the range from `start` to `end`, in pixels, without covering the unit. */
function hasLabelSpace(start: number, end: number, label: string, textScale: number): boolean {
  const labelWidth = label.length * averageCharWidth * textScale
  const unitWidth = (text.axisUnit.length + 1) * averageCharWidth * textScale
  return end - start >= labelWidth && (start + end - labelWidth) / 2 >= unitWidth
}

/**
 * Computes the layout of a chart. Totals are the last lines, so that they are drawn over their parts.
 *
 * @param width in pixels
 * @param height in pixels
 * @param textScale size of the text relative to 13 px
 */
export function buildChartModel(
  data: ChartData,
  width: number,
  height: number,
  textScale = 1,
): ChartModel {
  const { from, to, curve } = data
  const plotHeight = height - (topMargin + bottomMargin) * textScale
  const axis = computeValueTicks(
    Math.max(findHighestValue(data), data.limit ?? 0),
    Math.max(2, Math.floor(plotHeight / (valueTickSpacing * textScale))),
    curve === 'step',
  )
  const ticks = axis.ticks.map((value) => ({ value, label: formatDecimal(value) }))
  const left =
    textScale * (12 + averageCharWidth * Math.max(...ticks.map((tick) => tick.label.length)))
  const plot = {
    left,
    top: topMargin * textScale,
    width: Math.max(1, width - left - textScale * endLabelWidth(data)),
    height: plotHeight,
  }
  const pixel = (to - from) / plot.width
  const lines = toChartLines(data, 3 * pixel)
  const base = {
    width,
    height,
    textScale,
    plot,
    from,
    to,
    top: axis.max,
    curve,
    unit: text.axisUnit,
    zone: data.zone.known ? timeZoneAbbreviation(data.zone, to) : 'UTC',
    timeTicks: computeTimeTicks(
      from,
      to,
      data.zone,
      Math.max(2, Math.floor(plot.width / (timeTickSpacing * textScale))),
    ),
    valueTicks: ticks,
    lines,
    gaps: getChartGaps(data).map(({ from: start, to: end, label, complete }) => {
      const narrow = end - start < narrowGapWidth * textScale * pixel
      return {
        from: start,
        to: Math.max(end, start + leastGapWidth * textScale * pixel),
        label,
        named: hasLabelSpace(
          (start - from) / pixel + left,
          (end - from) / pixel + left,
          label,
          textScale,
        ),
        narrow,
        // The band at the top keeps the hatching away from the lines of the other series.
        low: complete && !narrow ? 0 : axis.max * (1 - (gapBandHeight * textScale) / plotHeight),
      }
    }),
    provisional:
      data.provisionalFrom === undefined
        ? null
        : { from: Math.max(from, data.provisionalFrom), to: Math.min(to, data.now ?? to) },
    limit:
      data.limit === undefined ? null : { value: data.limit, label: text.capacityLine(data.limit) },
  }
  return {
    ...base,
    labels: layoutEndLabels(lines, base.limit, (value) => createScales(base).y(value), base),
  }
}

/** Returns functions that convert times and values to pixels, and horizontal positions to times. */
export function createScales({
  plot,
  from,
  to,
  top,
}: Pick<ChartModel, 'plot' | 'from' | 'to' | 'top'>) {
  return {
    x: (at: number) => plot.left + ((at - from) / (to - from)) * plot.width,
    y: (value: number) => plot.top + (1 - value / top) * plot.height,
    time: (x: number) => from + ((x - plot.left) / plot.width) * (to - from),
  }
}

function findHighestValue({ series, from, to, step }: ChartData): number {
  let highest = 0
  for (const { points } of series)
    for (const { at, value } of points)
      if (value !== null && value > highest && at < to && at + step > from) highest = value
  return highest
}

const lineWidths = { before: 1.25, part: 1.5, total: 2.25 }

/** Returns a smaller number for lines that are drawn earlier. */
function drawingOrder({ emphasis }: ChartSeries): number {
  return emphasis === 'before' ? 0 : emphasis === 'total' ? 2 : 1
}

function toChartLines(
  { series, curve, from, to, step, now }: ChartData,
  visible: number,
): ChartLine[] {
  const window = { from, to, step, visible, until: now ?? to }
  return series
    .toSorted((a, b) => drawingOrder(a) - drawingOrder(b))
    .map(({ id, label, colour, emphasis, points }) => ({
      id,
      label,
      colour,
      width: lineWidths[emphasis ?? 'part'],
      ...(emphasis === 'before' && { dashed: true as const }),
      segments: toLineSegments(points, curve, window),
    }))
}
