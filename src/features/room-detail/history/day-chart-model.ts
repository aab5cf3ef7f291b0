import type { RoomHistory } from '#src/contract/history.ts'
import { computeValueTicks } from '#src/components/charts/axis-ticks.ts'
import { spreadLabels } from '#src/components/charts/label-layout.ts'
import { minute } from '#src/domain/time/duration.ts'
import type { Opening } from '#src/domain/history/opening-hours.ts'
import { isOpenDay } from './opening.ts'

type HistoryDay = RoomHistory['days'][number]

/** One day of the chart. `top` is in pixels from the top of the chart. */
export type DayColumn = {
  day: HistoryDay
  /** The middle count of the corresponding day of the earlier period; null if unknown. */
  before: number | null
  left: number
  bar: { top: number; height: number } | null
  isOpen: boolean
  /** `all`: no minute is known; `some`: minutes are missing; `none`: all past minutes are known. */
  missing: 'all' | 'some' | 'none'
  /** Whether a sensor was missing at times. */
  isPartial: boolean
}

/** The layout of the chart, in pixels. */
export type DayChartModel = {
  width: number
  height: number
  plot: { left: number; top: number; width: number; height: number }
  slot: number
  columns: readonly DayColumn[]
  valueTicks: readonly { value: number; y: number }[]
  capacity: number | null
  medianPath: string
  beforePath: string
  /** Labels at the right end of the lines. */
  labels: readonly { kind: 'capacity' | 'median' | 'before'; y: number }[]
}

const margin = { right: 104, top: 22, bottom: 28 }

/**
 * Computes the chart of a period by day: a bar from the smallest to the largest number of people, and the
 * chronologically middle count as a line that breaks at days without one.
 *
 * @param before the days of the period to compare with, which begins on the same weekday
 */
export function buildDayChart(
  { days, capacity, to }: Pick<RoomHistory, 'days' | 'capacity' | 'to'>,
  before: readonly HistoryDay[],
  { width, height }: { width: number; height: number },
  opening: Opening,
): DayChartModel {
  const highest = Math.max(capacity ?? 0, ...days.map(({ max }) => max ?? 0))
  const axis = computeValueTicks(highest, 3, true)
  const left = Math.max(30, 10 + 8 * String(axis.max).length)
  const plot = {
    left,
    top: margin.top,
    width: Math.max(1, width - left - margin.right),
    height: height - margin.top - margin.bottom,
  }
  const y = (people: number) => plot.top + (1 - people / axis.max) * plot.height
  const slot = plot.width / Math.max(1, days.length)
  const columns = days.map((day, index): DayColumn => {
    const past = Math.max(0, Math.min(day.to, to) - day.from) / minute
    const barTop = day.max === null ? null : y(day.max)
    return {
      day,
      before: before[index]?.median ?? null,
      left: plot.left + index * slot,
      bar: barTop === null || !day.max ? null : { top: barTop, height: y(day.min ?? 0) - barTop },
      isOpen: isOpenDay(opening, day.date),
      isPartial: day.incompleteQuarters.length > 0,
      missing: day.knownMinutes >= past ? 'none' : day.knownMinutes === 0 ? 'all' : 'some',
    }
  })
  const medians = columns.map(({ day, isOpen }) => (isOpen || day.max ? day.median : null))
  const befores = columns.map((column, index) => (medians[index] === null ? null : column.before))
  return {
    width,
    height,
    plot,
    slot,
    columns,
    valueTicks: axis.ticks.map((value) => ({ value, y: y(value) })),
    capacity: capacity === null ? null : y(capacity),
    medianPath: stepPath(medians, plot.left, slot, y),
    beforePath: stepPath(befores, plot.left, slot, y),
    labels: layoutLabels(
      { capacity, median: findLast(medians), before: findLast(befores) },
      y,
      plot,
    ),
  }
}

/** Returns an SVG path of horizontal steps, one per day; breaks where there is no value. */
function stepPath(
  values: readonly (number | null)[],
  left: number,
  slot: number,
  y: (value: number) => number,
): string {
  return values
    .map((value, index) => {
      if (value === null) return ''
      const start = left + index * slot
      const isConnected = index > 0 && values[index - 1] !== null
      const move = isConnected ? 'V' : `M${start.toFixed(1)} `
      return `${move}${y(value).toFixed(1)}H${(start + slot).toFixed(1)}`
    })
    .join('')
}

function findLast(values: readonly (number | null)[]): number | null {
  return values.findLast((value) => value !== null) ?? null
}

function layoutLabels(
  values: Record<DayChartModel['labels'][number]['kind'], number | null>,
  y: (value: number) => number,
  plot: DayChartModel['plot'],
): DayChartModel['labels'] {
  const kinds = (['capacity', 'median', 'before'] as const).flatMap((kind) => {
    const value = values[kind]
    return value === null ? [] : [{ kind, y: y(value) }]
  })
  const heights = spreadLabels(
    kinds.map((label) => label.y),
    17,
    plot.top,
    plot.top + plot.height,
  )
  return kinds.map(({ kind, y: desired }, index) => ({ kind, y: heights[index] ?? desired }))
}
