import { badRequest } from '#server/simulator/faults/refusal.ts'
import { secondsPerDay, weekday, type ZoneClock } from '#server/simulator/zone-clock.ts'
import type { ReportingBody } from './reporting-request.ts'

/** Unix seconds, from `from` to before `to`. */
export type AllowedSpan = { from: number; to: number }

type Constraints = ReportingBody['filter']['time_constraints']

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** The parts of a span that time constraints leave, in order. Hours and days are those of the window's zone. */
export function allowedSpans(
  constraints: Constraints,
  clock: ZoneClock,
  from: number,
  to: number,
): AllowedSpan[] {
  if (to <= from) return []
  const excluded = new Set((constraints?.exclude_days_of_week ?? []).map(dayNumber))
  const ranges = (constraints?.time_ranges ?? [])
    .map(({ start, stop }) => ({ start: secondOfDay(start), stop: secondOfDay(stop) }))
    .sort((a, b) => a.start - b.start)
  if (excluded.size === 0 && ranges.length === 0) return [{ from, to }]
  const wanted = ranges.length === 0 ? [{ start: 0, stop: secondsPerDay }] : ranges
  const spans: AllowedSpan[] = []
  let reached = from
  const lastDay = clock.day(to - 1)
  for (let day = clock.day(from); day <= lastDay; day += 1) {
    if (excluded.has(weekday(day))) continue
    for (const { start, stop } of wanted) {
      const begin = Math.max(reached, clock.instant(day * secondsPerDay + start))
      const end = Math.min(to, clock.instant(day * secondsPerDay + stop))
      if (begin >= end) continue
      spans.push({ from: begin, to: end })
      reached = end
    }
  }
  return spans
}

function dayNumber(name: string): number {
  const index = weekdays.indexOf(name.toLowerCase())
  if (index === -1) throw badRequest(`exclude_days_of_week: ${name} is no day.`)
  return index + 1
}

function secondOfDay(text: string): number {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(text) ?? []
  const seconds = Number(hours) * 3600 + Number(minutes) * 60
  if (Number.isNaN(seconds) || seconds > secondsPerDay)
    throw badRequest(`time_ranges: ${text} is no time of day.`)
  return seconds
}
