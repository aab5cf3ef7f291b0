import type { DisplayedOccupancy } from '#src/domain/live-rooms/displayed-rooms.ts'
import {
  differenceFromUsual,
  minimumUsualDays,
  type Usual,
  type WeekdayUsual,
} from '#src/domain/history/usual.ts'
import { stateLabels } from '#messages/common.ts'
import * as text from '#messages/usual.ts'

/** The label about the usual number of people. `range` is, for example, `4–9`. */
export type UsualLabel =
  | { kind: 'busier' | 'quieter'; label: string; range: string }
  | { kind: 'usual' | 'unknown'; label: string }

/**
 * Returns by how many people a room is busier (positive) or quieter (negative) than usual. Null if it cannot be
 * compared, because its count is out of date, the usual number is unknown, or the room has one seat.
 */
export function compareRoom(
  view: DisplayedOccupancy,
  capacity: number | null,
  usual: Usual | null,
): number | null {
  const isCurrent = view.kind === 'live' || view.kind === 'late'
  if (!isCurrent || usual === null || capacity === 1) return null
  return differenceFromUsual(view, capacity, usual)
}

/** Describes the usual number of people in a room. If possible, compares the current number with it. */
export function describeUsual(
  view: DisplayedOccupancy,
  capacity: number | null,
  { usual, days, weekday }: WeekdayUsual,
): UsualLabel {
  if (usual === null) {
    return { kind: 'unknown', label: text.notYet(days, minimumUsualDays, weekday) }
  }
  if (capacity === 1) {
    return { kind: 'usual', label: usual.median > 0 ? text.usuallyInUse : text.usuallyFree }
  }
  const range = text.numbers(usual.lower, usual.upper)
  const difference = compareRoom(view, capacity, usual) ?? 0
  if (difference === 0) return { kind: 'usual', label: text.usually(range) }
  return difference > 0
    ? { kind: 'busier', label: text.busierNow, range }
    : { kind: 'quieter', label: text.quieterNow, range }
}

/** Returns the label as plain text, for accessible names and tooltips. */
export function formatUsualLabel(label: UsualLabel): string {
  return 'range' in label ? `${label.label} ${text.inParentheses(label.range)}` : label.label
}

/** Returns the bounds of usual occupancy, such as `4–9`; a room with one seat has a state instead. */
export function formatUsualRange({ lower, median, upper }: Usual, capacity: number | null): string {
  if (capacity !== 1) return text.numbers(lower, upper)
  return stateLabels[median > 0 ? 'in-use' : 'free']
}
