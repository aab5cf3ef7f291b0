import type { DisplayedOccupancy } from '#src/domain/live-rooms/displayed-rooms.ts'
import { differenceFromUsual, minimumUsualDays, type Usual } from '#src/domain/history/usual.ts'
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
  { usual, days, weekday }: { usual: Usual | null; days: number; weekday: number },
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
    ? { kind: 'busier', label: text.busier, range }
    : { kind: 'quieter', label: text.quieter, range }
}
