import type { ChartData } from './series.ts'
import type { ChartLine, ChartModel, EndLabel } from './drawing.ts'
import { shorten } from './shorten.ts'
import { spreadLabels } from './label-layout.ts'

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
