import { computeValueTicks } from '#src/components/charts/axis-ticks.ts'
import type { TypicalHour } from '#src/domain/insights/place-hours.ts'
import { stepPath } from './day-plot-model.ts'
import type { InsightsRoom } from './insights-rooms.ts'
import { shownHours } from './shown-hours.ts'

/** A room of the comparison, with its colour and its typical day. */
export type ComparedRoom = { room: InsightsRoom; colour: string; day: readonly TypicalHour[] }

/** The layout of the typical days of several rooms, in pixels. */
export type ComparePlotModel = {
  width: number
  height: number
  left: number
  top: number
  bottom: number
  slot: number
  /** Hours of the day. */
  hours: readonly number[]
  ticks: readonly { value: number; y: number }[]
  lines: readonly { id: string; colour: string; path: string }[]
}

const margin = { right: 6, top: 12, bottom: 28 }

/** Computes one line of steps for each room, on the hours that one of them needs. */
export function buildComparePlot(
  rooms: readonly ComparedRoom[],
  { width, height }: { width: number; height: number },
): ComparePlotModel {
  const shown = rooms.flatMap(({ day }) => shownHours(day))
  const [first, last] = [Math.min(...shown), Math.max(...shown)]
  const hours = Array.from({ length: Math.max(1, last - first + 1) }, (_, index) => first + index)
  const medians = rooms.map(({ day }) => hours.map((hour) => day[hour]?.median ?? null))
  const axis = computeValueTicks(Math.max(0, ...medians.flat().map((one) => one ?? 0)), 3, true)
  const left = Math.max(30, 14 + 8 * String(axis.max).length)
  const bottom = height - margin.bottom
  const slot = Math.max(1, width - left - margin.right) / hours.length
  const y = (people: number) => bottom - (people / axis.max) * (bottom - margin.top)
  return {
    width,
    height,
    left,
    top: margin.top,
    bottom,
    slot,
    hours,
    ticks: axis.ticks.map((value) => ({ value, y: y(value) })),
    lines: rooms.map(({ room, colour }, index) => ({
      id: room.id,
      colour,
      path: stepPath(medians[index] ?? [], (at) => left + at * slot, y),
    })),
  }
}
