import type { LocalDate } from '#src/domain/time/local-date.ts'

/** Minimum number of days for a usual number of people. */
export const minimumUsualDays = 3

/** The people in a room in one hour of a day: their average over the known minutes. */
export type UsualDay = { date: LocalDate; people: number }

/** How many people are usually in a room: the median of its days and the bounds of their middle half. */
export type Usual = { lower: number; median: number; upper: number }

/**
 * The usual number of people in a room on a weekday. `days` is the number of days with data, and `weekday` is 0 on
 * Mondays. `usual` is null with fewer than three days.
 */
export type WeekdayUsual = { usual: Usual | null; days: number; weekday: number }

/**
 * Returns the usual number of people, computed from the averages of the days and rounded to whole people. Null with fewer
 * than three days. The quartiles are values of days (nearest rank): with eight days, the second and the sixth in
 * ascending order.
 */
export function computeUsual(days: readonly UsualDay[]): Usual | null {
  if (days.length < minimumUsualDays) return null
  const sorted = days.map(({ people }) => people).toSorted((one, other) => one - other)
  const at = (rank: number) => sorted[Math.ceil(rank) - 1] ?? 0
  const { length } = sorted
  return {
    lower: Math.round(at(length / 4)),
    median: Math.round((at(length / 2) + at((length + 1) / 2)) / 2),
    upper: Math.round(at((3 * length) / 4)),
  }
}

/** In rooms for up to this many people, a difference of 1 person counts; in larger rooms, a difference of 2 people. */
const smallDifferenceCapacity = 6

/**
 * Returns by how many people a room is busier than usual. The number is negative if the room is quieter, and 0 if it is
 * as usual. A room differs if it is outside the middle half by 2 people, or by 1 in rooms for up to 6. If sensors are
 * missing (`atLeast`), it is never quieter.
 */
export function differenceFromUsual(
  { people, atLeast }: { people: number; atLeast: boolean },
  capacity: number | null,
  { lower, upper }: Usual,
): number {
  const least = capacity !== null && capacity <= smallDifferenceCapacity ? 1 : 2
  if (people - upper >= least) return people - upper
  return !atLeast && lower - people >= least ? people - lower : 0
}
