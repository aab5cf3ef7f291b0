import { minuteMs, type UnixMinute } from '#src/domain/history/minutes.ts'

/** The date and time of a local clock. `weekday` 0 is Monday. */
export type LocalClock = {
  date: string
  weekday: number
  hour: number
  minute: number
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const formatters = new Map<string, Intl.DateTimeFormat>()
const quarters = new Map<string, LocalClock>()

/**
 * Returns the local date and time at a Unix minute, computed with `Intl` and independently of `src/domain`. Formats
 * only whole quarters of an hour, because since 2020 no zone has changed its clocks within one.
 */
export function localClock(minute: UnixMinute, timeZone: string): LocalClock {
  const quarter = Math.floor(minute / 15) * 15
  const key = `${timeZone} ${quarter}`
  const clock = quarters.get(key) ?? formatClock(quarter, timeZone)
  quarters.set(key, clock)
  return { ...clock, minute: clock.minute + minute - quarter }
}

function formatClock(minute: UnixMinute, timeZone: string): LocalClock {
  const formatter = formatters.get(timeZone) ?? createFormatter(timeZone)
  formatters.set(timeZone, formatter)
  const parts = Object.fromEntries(
    formatter.formatToParts(minute * minuteMs).map(({ type, value }) => [type, value]),
  )
  return {
    date: ['year', 'month', 'day'].map((part) => parts[part]).join('-'),
    weekday: weekdays.indexOf(parts['weekday'] ?? ''),
    hour: Number(parts['hour']),
    minute: Number(parts['minute']),
  }
}

function createFormatter(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
}
