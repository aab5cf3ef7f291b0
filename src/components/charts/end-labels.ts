import type { ChartData } from './chart-data.ts'
import type { LineSegment } from './line-segments.ts'
import { truncateMiddle, spreadLabels } from './label-layout.ts'
import * as text from '#messages/charts.ts'

/** A label at the right end of a line. `y` is in pixels. The label of the limit has no colour. */
export type EndLabel = {
  id: string
  text: string
  colour: string | null
  strong: boolean
  y: number
}

type LabelledLine = {
  id: string
  label: string
  colour: string
  width: number
  segments: readonly LineSegment[]
}

const maxLabelLength = 18
const labelSpacing = 16

/** Returns the width of the end labels in pixels, for text of 13 px. */
export function endLabelWidth({ series, limit }: Pick<ChartData, 'series' | 'limit'>): number {
  const limitLength = limit === undefined ? 0 : text.capacityLine(limit).length
  const letters = Math.max(
    limitLength,
    ...series.map(({ label }) => truncateMiddle(label, maxLabelLength).length),
  )
  return Math.min(176, Math.max(56, 32 + 7 * letters))
}

/**
 * Returns a label for the limit and for each line with points. Labels are at the ends of their lines, and move apart
 * where they would overlap.
 */
export function layoutEndLabels(
  lines: readonly LabelledLine[],
  limit: { value: number; label: string } | null,
  y: (value: number) => number,
  {
    plot: { top, height },
    textScale,
  }: { plot: { top: number; height: number }; textScale: number },
): EndLabel[] {
  const lineLabels = lines.flatMap(({ id, label, colour, width, segments }) => {
    const ends = segments.flatMap(({ points }) => points.filter((point) => point.value !== null))
    const end = ends.reduce<(typeof ends)[number] | null>(
      (latest, point) => (latest && latest.at > point.at ? latest : point),
      null,
    )
    if (!end || end.value === null) return []
    return [
      {
        id,
        text: truncateMiddle(label, maxLabelLength),
        colour,
        strong: width > 2,
        y: y(end.value),
      },
    ]
  })
  const allLabels: EndLabel[] = limit
    ? [
        ...lineLabels,
        { id: 'limit', text: limit.label, colour: null, strong: false, y: y(limit.value) },
      ]
    : lineLabels
  const heights = spreadLabels(
    allLabels.map((label) => label.y),
    labelSpacing * textScale,
    top,
    top + height,
  )
  return allLabels.map((label, index) => ({ ...label, y: heights[index] ?? label.y }))
}
