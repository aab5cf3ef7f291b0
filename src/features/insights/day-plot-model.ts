import { computeValueTicks } from '#src/components/charts/axis-ticks.ts'
import type { HourSpread, TypicalHour } from '#src/domain/insights/place-hours.ts'
import { shownHours } from './shown-hours.ts'

/** The positions of a chart with one slot per hour, in pixels. */
export type HourFrame = {
  width: number
  height: number
  left: number
  top: number
  bottom: number
  slot: number
}

/** The layout of a typical day, in pixels. */
export type DayPlotModel = HourFrame & {
  hours: readonly TypicalHour[]
  /** The median of each hour in the earlier period; null if unknown. */
  before: readonly (number | null)[]
  ticks: readonly { value: number; y: number }[]
  medianPath: string
  beforePath: string
  halfPath: string
  allPath: string
  /** Index of the hour with the largest median; null if all medians are 0. */
  busiest: number | null
  y: (people: number) => number
}

const margin = { right: 6, bottom: 28 }
/** Space for the label of the busiest hour. */
const topMargin = 28

/**
 * Returns the scales of a chart with one slot per hour.
 *
 * @param count number of hours
 * @param highest largest value
 * @param top height of the space above the plot, in pixels
 */
export function layoutHours(
  { width, height }: { width: number; height: number },
  { count, highest, top }: { count: number; highest: number; top: number },
) {
  const axis = computeValueTicks(highest, 3, true)
  const left = Math.max(30, 14 + 8 * String(axis.max).length)
  const bottom = height - margin.bottom
  const slot = Math.max(1, width - left - margin.right) / count
  const y = (people: number) => bottom - (people / axis.max) * (bottom - top)
  return {
    frame: { width, height, left, top, bottom, slot },
    ticks: axis.ticks.map((value) => ({ value, y: y(value) })),
    x: (index: number) => left + index * slot,
    y,
  }
}

/** Minimum distance between the labels of hours, in pixels. */
const labelDistance = 64

/** Returns the indices of the hours to label: each nth hour of the day, from midnight, so that labels do not touch. */
export function listLabelledHours(hours: readonly number[], slot: number): number[] {
  const step = [2, 3, 4, 6, 8, 12].find((every) => every * slot >= labelDistance) ?? 24
  return hours.flatMap((hour, index) => (hour % step === 0 ? index : []))
}

/** Computes the chart of a typical day: steps by hour, which break where there is no data. */
export function buildDayPlot(
  day: readonly TypicalHour[],
  dayBefore: readonly TypicalHour[] | null,
  size: { width: number; height: number },
): DayPlotModel {
  const shown = shownHours(day)
  const hours = shown.flatMap((hour) => day[hour] ?? [])
  const before = shown.map((hour) => dayBefore?.[hour]?.median ?? null)
  const highest = Math.max(
    0,
    ...hours.map((one) => one.highest ?? 0),
    ...before.map((one) => one ?? 0),
  )
  const { frame, ticks, x, y } = layoutHours(size, { count: hours.length, highest, top: topMargin })
  const peak = Math.max(...hours.map(({ median }) => median ?? 0))
  return {
    ...frame,
    hours,
    before,
    ticks,
    medianPath: stepPath(
      hours.map(({ median }) => median),
      x,
      y,
    ),
    beforePath: stepPath(before, x, y),
    halfPath: bandPath(hours, (one) => [one.lower, one.upper], x, y),
    allPath: bandPath(hours, (one) => [one.lowest, one.highest], x, y),
    busiest: peak > 0 ? hours.findIndex(({ median }) => median === peak) : null,
    y,
  }
}

type Scale = (value: number) => number
const round = (value: number) => value.toFixed(1)

/** Returns an SVG path of horizontal steps, one per value; breaks where there is no value. */
export function stepPath(values: readonly (number | null)[], x: Scale, y: Scale): string {
  return values
    .map((value, index) => {
      if (value === null) return ''
      const isConnected = index > 0 && values[index - 1] !== null
      const move = isConnected ? 'V' : `M${round(x(index))} `
      return `${move}${round(y(value))}H${round(x(index + 1))}`
    })
    .join('')
}

/** Returns one rectangle for each hour with data; adjacent ones touch. */
function bandPath(
  hours: readonly HourSpread[],
  limits: (hour: HourSpread) => readonly [low: number | null, high: number | null],
  x: Scale,
  y: Scale,
): string {
  return hours
    .map((hour, index) => {
      const [low, high] = limits(hour)
      if (low === null || high === null) return ''
      const [left, right, top, bottom] = [x(index), x(index + 1), y(high), y(low)].map(round)
      return `M${left} ${top}H${right}V${bottom}H${left}Z`
    })
    .join('')
}
