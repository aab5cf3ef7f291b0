import type { TypicalHour } from '#src/domain/insights/place-hours.ts'
import { layoutHours, stepPath, type HourFrame } from './day-plot-model.ts'
import type { InsightsRoom } from './insights-rooms.ts'
import { shownHours } from './shown-hours.ts'

/** A room of the comparison, with its colour and its typical day. */
export type ComparedRoom = { room: InsightsRoom; colour: string; day: readonly TypicalHour[] }

/** The layout of the typical days of several rooms, in pixels. */
export type ComparePlotModel = HourFrame & {
  /** Hours of the day. */
  hours: readonly number[]
  ticks: readonly { value: number; y: number }[]
  lines: readonly { id: string; colour: string; path: string }[]
}

/** Space above the plot, in pixels. */
const topMargin = 12

/** Computes one line of steps for each room, for the hours that at least one room needs. */
export function buildComparePlot(
  rooms: readonly ComparedRoom[],
  size: { width: number; height: number },
): ComparePlotModel {
  const shown = rooms.flatMap(({ day }) => shownHours(day))
  const [first, last] = [Math.min(...shown), Math.max(...shown)]
  const hours = Array.from({ length: Math.max(1, last - first + 1) }, (_, index) => first + index)
  const medians = rooms.map(({ day }) => hours.map((hour) => day[hour]?.median ?? null))
  const highest = Math.max(0, ...medians.flat().map((one) => one ?? 0))
  const { frame, ticks, x, y } = layoutHours(size, { count: hours.length, highest, top: topMargin })
  return {
    ...frame,
    hours,
    ticks,
    lines: rooms.map(({ room, colour }, index) => ({
      id: room.id,
      colour,
      path: stepPath(medians[index] ?? [], x, y),
    })),
  }
}
