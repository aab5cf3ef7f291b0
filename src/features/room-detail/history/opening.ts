import { defaultOpeningHours } from '#src/domain/history/opening-hours.ts'

/** Weekdays on which rooms are open; Monday is 0. */
export const openWeekdays: readonly number[] = defaultOpeningHours.flatMap((intervals, weekday) =>
  intervals.length > 0 ? [weekday] : [],
)

const intervals = defaultOpeningHours.flat()
/** The hours of the day between which rooms are open on open weekdays. */
export const openHours = {
  from: Math.min(...intervals.map(({ from }) => from)),
  to: Math.max(...intervals.map(({ to }) => to)),
}

/** Returns whether a room is open on a weekday, where Monday is 0. */
export function isOpenWeekday(weekday: number): boolean {
  return openWeekdays.includes(weekday)
}
