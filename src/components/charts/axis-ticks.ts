import { tzOffset } from '@date-fns/tz'
import { day, hour, minute } from '#src/domain/time/duration.ts'
import { startOfLocalDay } from '#src/domain/time/local-time.ts'
import { timeZoneAbbreviation, formatCalendarDay, formatTime } from '#src/format/dates.ts'
import { type TimeZone } from '#src/domain/time/time-zone.ts'

/** `at` is in Unix milliseconds. */
type TimeTick = { at: number; label: string }

const tickSteps = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hour),
  ...[1, 2, 7].map((days) => days * day),
]

/**
 * Returns at most about `maxTicks` ticks at local times: whole minutes or hours, midnights, or Mondays. With steps of
 * up to a day, every day has a tick at its start, even without a midnight. With steps of up to an hour, an hour that
 * occurs twice has two ticks, and the second label includes the zone.
 *
 * @param from start of the window, in Unix milliseconds
 * @param to end of the window, in Unix milliseconds, exclusive
 * @param maxTicks how many labels fit
 */
export function computeTimeTicks(
  from: number,
  to: number,
  zone: TimeZone,
  maxTicks: number,
): TimeTick[] {
  const step = tickSteps.find((candidate) => (to - from) / candidate <= maxTicks) ?? 7 * day
  const times =
    step < day ? clockTickTimes(from, to, zone, step) : dayTickTimes(from, to, zone, step)
  return labelTicks(times, zone, to - from > 8 * day)
}

/** Returns the UTC offset in milliseconds, positive east of Greenwich. */
function zoneOffset(at: number, zone: TimeZone): number {
  return tzOffset(zone.name, new Date(at)) * minute
}

/**
 * Returns the times when the local clock shows a multiple of `step`, and the starts of days. Checks at least every 15
 * minutes, because since 2020 the UTC offset of every zone has been a multiple of 15 minutes.
 */
function clockTickTimes(from: number, to: number, zone: TimeZone, step: number): number[] {
  const resolution = Math.min(15 * minute, step % (5 * minute) === 0 ? 5 * minute : minute, step)
  const dayStarts = new Set(dayTickTimes(from, to, zone, day))
  const times: number[] = []
  let previousWallTime = -Infinity
  for (let at = Math.ceil(from / resolution) * resolution; at < to; at += resolution) {
    const wall = at + zoneOffset(at, zone)
    const isBoundary = wall % step === 0 || dayStarts.has(at)
    const repeated = step > hour && wall <= previousWallTime
    if (!isBoundary || repeated) continue
    times.push(at)
    previousWallTime = wall
  }
  return times
}

/** Returns the starts of local days: every day, every second day, or Mondays. The choice does not depend on `from`. */
function dayTickTimes(from: number, to: number, zone: TimeZone, step: number): number[] {
  const times: number[] = []
  // Day numbers that start at this Monday, 1970-01-05, are multiples of 7 on Mondays.
  const monday = 4 * day
  let at = startOfLocalDay(from, zone)
  while (at < to) {
    const number = Math.round((at + zoneOffset(at, zone) - monday) / day)
    if (at >= from && number % (step / day) === 0) times.push(at)
    // 36 hours after the start of a day is always within the next day, which has 23 to 25 hours.
    at = startOfLocalDay(at + 1.5 * day, zone)
  }
  return times
}

function labelTicks(times: readonly number[], zone: TimeZone, long: boolean): TimeTick[] {
  let before = ''
  const seen = new Set<string>()
  return times.map((at) => {
    const midnight = startOfLocalDay(at, zone) === at
    const plain = midnight ? formatCalendarDay(at, zone, long) : formatTime(at, zone)
    const date = formatCalendarDay(at, zone, true)
    if (date !== before) seen.clear()
    before = date
    const label = seen.has(plain) ? `${plain} ${timeZoneAbbreviation(zone, at)}` : plain
    seen.add(plain)
    return { at, label }
  })
}

/** Ticks of the value axis, from 0. The last tick is the top of the plot. */
type ValueTicks = { ticks: readonly number[]; max: number }

/**
 * Returns ticks from 0 to at least `highest`. Their distance is 1, 2 or 5 times a power of ten: the smallest that gives
 * at most about `maxTicks` ticks.
 *
 * @param highest the largest value to show, in people; negative values count as 0
 * @param maxTicks how many ticks fit in addition to 0
 * @param wholeNumbers whether all ticks must be whole numbers, as for counts
 */
export function computeValueTicks(
  highest: number,
  maxTicks: number,
  wholeNumbers: boolean,
): ValueTicks {
  const target = Math.max(highest, wholeNumbers ? 1 : 0.1)
  const step = roundUpToNiceStep(target / maxTicks, wholeNumbers)
  const count = Math.ceil(target / step - 1e-9)
  const ticks = Array.from({ length: count + 1 }, (_, index) =>
    Number((index * step).toPrecision(12)),
  )
  return { ticks, max: ticks.at(-1) ?? target }
}

function roundUpToNiceStep(size: number, wholeNumbers: boolean): number {
  const power = 10 ** Math.floor(Math.log10(size))
  const step = [1, 2, 5, 10]
    .map((factor) => factor * power)
    .find((candidate) => candidate >= size - 1e-9)
  return wholeNumbers ? Math.max(1, step ?? size) : (step ?? size)
}
