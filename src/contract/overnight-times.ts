import {
  formatOpeningTimes,
  parseOpeningTimes,
  weekdayKeys,
  type HourInterval,
  type OpeningSchedule,
} from './opening-times.ts'

/**
 * Parses opening times like `parseOpeningTimes`. The last interval may end on the next day: the end of `22:00-02:00` is
 * hour 26.
 */
export function parseOvernightTimes(text: string): HourInterval[] | null {
  const sameDay = parseOpeningTimes(text)
  if (sameDay !== null) return sameDay
  const [, start = '', end = ''] = /^(.*[-–])\s*(\d{1,2})(?::00)?\s*$/.exec(text) ?? []
  const untilMidnight = parseOpeningTimes(`${start}24`)
  const from = untilMidnight?.at(-1)?.from ?? 0
  const to = Number(end)
  if (untilMidnight === null || to >= from) return null
  return [...untilMidnight.slice(0, -1), { from, to: 24 + to }]
}

/** Formats intervals as a string that `parseOvernightTimes` accepts. */
export function formatOvernightTimes(intervals: readonly HourInterval[]): string {
  return formatOpeningTimes(intervals.map(({ from, to }) => ({ from, to: to > 24 ? to - 24 : to })))
}

/**
 * Moves the hours after midnight to the next day, because opening hours are stored by the weekday of each hour. Returns
 * null if they overlap with the hours of that day.
 *
 * @param days the intervals of each weekday, beginning with Monday
 */
export function splitAtMidnight(
  days: readonly (readonly HourInterval[])[],
): HourInterval[][] | null {
  const split = days.map((intervals, day) => {
    const night = (days.at(day - 1)?.at(-1)?.to ?? 0) - 24
    return [
      ...(night > 0 ? [{ from: 0, to: night }] : []),
      ...intervals.map(({ from, to }) => ({ from, to: Math.min(to, 24) })),
    ]
  })
  return split.every(isInOrder) ? split : null
}

function isInOrder(intervals: readonly HourInterval[]): boolean {
  return intervals.every(({ from }, index) => from >= (intervals[index - 1]?.to ?? 0))
}

/** Reverses `splitAtMidnight`: joins an interval that ends at midnight with one that begins then, if it is shorter than a day. */
export function joinAtMidnight(days: readonly (readonly HourInterval[])[]): HourInterval[][] {
  const nights = days.map((intervals, day) => {
    const evening = intervals.at(-1)
    const morning = days[(day + 1) % days.length]?.[0]
    const isJoined = evening?.to === 24 && morning?.from === 0 && morning.to < evening.from
    return isJoined ? morning.to : 0
  })
  return days.map((intervals, day) => {
    const own = (nights.at(day - 1) ?? 0) > 0 ? intervals.slice(1) : intervals
    return own.map(({ from, to }, index) => ({
      from,
      to: index === own.length - 1 ? to + (nights[day] ?? 0) : to,
    }))
  })
}

/** Returns the intervals of each weekday, beginning with Monday, as they are stored. Days without intervals are closed. */
export function toOpeningSchedule(days: readonly (readonly HourInterval[])[]): OpeningSchedule {
  const schedule: OpeningSchedule = {}
  for (const [day, key] of weekdayKeys.entries()) {
    const intervals = days[day] ?? []
    if (intervals.length > 0) schedule[key] = formatOpeningTimes(intervals)
  }
  return schedule
}
