import { joinAtMidnight } from '#src/contract/overnight-times.ts'
import type { OpeningHours } from '#src/domain/history/opening-hours.ts'
import { formatHour, formatWeekday } from '#src/format/periods.ts'
import * as text from '#messages/opening-hours.ts'

/**
 * Returns opening hours in words: `Mon–Fri, 08:00–18:00`, or `Sun–Wed, 08:00–18:00; Thu, 22:00–02:00`, which ends on
 * Friday.
 */
export function formatOpeningHours(hours: OpeningHours): string {
  const groups = new Map<string, boolean[]>()
  for (const [day, intervals] of joinAtMidnight(hours).entries()) {
    if (intervals.length === 0) continue
    const times = intervals
      .map(
        ({ from, to }) => `${formatHour(from)}–${to === 24 ? text.endOfDay : formatHour(to % 24)}`,
      )
      .join(text.timesSeparator)
    const days = groups.get(times) ?? hours.map(() => false)
    groups.set(times, days)
    days[day] = true
  }
  return [...groups]
    .map(([times, days]) => text.hoursOfDays(formatDayRanges(days), times))
    .join(text.groupSeparator)
}

/** Returns weekdays, beginning with Monday, as ranges: `Sun–Thu`. A range may continue from Sunday to Monday. */
function formatDayRanges(days: readonly boolean[]): string {
  const starts = days.flatMap((isIncluded, day) => (isIncluded && !days.at(day - 1) ? [day] : []))
  if (starts.length === 0) return text.everyDay
  return starts
    .map((start) => {
      let end = start
      while (days[(end + 1) % days.length] === true) end += 1
      return start === end
        ? formatWeekday(start)
        : `${formatWeekday(start)}–${formatWeekday(end % days.length)}`
    })
    .join(text.daysSeparator)
}
