import { day, hour, minute, second } from '#src/domain/time/duration.ts'
import * as messages from '#messages/units.ts'

/**
 * Formats a duration in one unit, such as `3 s`, `4 min`, `2 h` or `5 d`. Rounds down, as is usual for ages. Negative
 * durations, which follow a clock correction, become `0 s`.
 *
 * @param ms duration in milliseconds
 */
export function formatDuration(ms: number): string {
  if (!(ms > 0)) return messages.seconds(0)
  if (ms < minute) return messages.seconds(Math.floor(ms / second))
  if (ms < hour) return messages.minutes(Math.floor(ms / minute))
  if (ms < 2 * day) return messages.hours(Math.floor(ms / hour))
  return messages.days(Math.floor(ms / day))
}
