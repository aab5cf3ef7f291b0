import { tzOffset } from '@date-fns/tz'
import { day, hour, minute } from '#src/domain/time/duration.ts'
import { startOfLocalDay } from '#src/domain/time/local-time.ts'
import { zoneAbbreviation, formatCalendarDay } from '#src/format/dates.ts'
import { type Zone, formatTime } from '#src/domain/time/time-zone.ts'

/** A mark on the time axis, at Unix milliseconds. */
export type TimeTick = { at: number; label: string }

const steps = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hour),
  ...[1, 2, 7].map((days) => days * day),
]

/**
 * Marks on calendar boundaries of the zone, at most about `most` of them: full hours, midnights, Mondays as a clock
 * on the wall would show them. A day's first moment is a mark of every step of a day or less, even where midnight
 * does not exist. An hour that happens twice is marked twice up to steps of an hour, and the second says its zone.
 *
 * @param from Unix milliseconds
 * @param to Unix milliseconds, excluded
 * @param most how many labels have room
 */
export function timeTicks(from: number, to: number, zone: Zone, most: number): TimeTick[] {
  const step = steps.find((each) => (to - from) / each <= most) ?? 7 * day
  const instants =
    step < day ? clockInstants(from, to, zone, step) : dayInstants(from, to, zone, step)
  return labelled(instants, zone, to - from > 8 * day)
}

/** The zone's distance from UTC in milliseconds; positive east of Greenwich. */
function offset(at: number, zone: Zone): number {
  return tzOffset(zone.name, new Date(at)) * minute
}

/** Since 2020 every zone's offset is a multiple of 15 minutes, so its clock can only strike on one of those. */
function clockInstants(from: number, to: number, zone: Zone, step: number): number[] {
  const grain = Math.min(15 * minute, step % (5 * minute) === 0 ? 5 * minute : minute, step)
  const dayStarts = new Set(dayInstants(from, to, zone, day))
  const instants: number[] = []
  let wallBefore = -Infinity
  for (let at = Math.ceil(from / grain) * grain; at < to; at += grain) {
    const wall = at + offset(at, zone)
    const strikes = wall % step === 0 || dayStarts.has(at)
    const repeated = step > hour && wall <= wallBefore
    if (!strikes || repeated) continue
    instants.push(at)
    wallBefore = wall
  }
  return instants
}

/** First moments of local days: every day, every second one, or Mondays, counted so that they do not depend on `from`. */
function dayInstants(from: number, to: number, zone: Zone, step: number): number[] {
  const instants: number[] = []
  // 1970-01-05 was a Monday: local days counted from there divide into weeks.
  const monday = 4 * day
  let at = startOfLocalDay(from, zone)
  while (at < to) {
    const number = Math.round((at + offset(at, zone) - monday) / day)
    if (at >= from && number % (step / day) === 0) instants.push(at)
    // 36 hours on is in the next day, whether this one has 23, 24 or 25.
    at = startOfLocalDay(at + 1.5 * day, zone)
  }
  return instants
}

function labelled(instants: readonly number[], zone: Zone, long: boolean): TimeTick[] {
  let before = ''
  const seen = new Set<string>()
  return instants.map((at) => {
    const midnight = startOfLocalDay(at, zone) === at
    const plain = midnight ? formatCalendarDay(at, zone, long) : formatTime(at, zone)
    const date = formatCalendarDay(at, zone, true)
    if (date !== before) seen.clear()
    before = date
    const label = seen.has(plain) ? `${plain} ${zoneAbbreviation(zone, at)}` : plain
    seen.add(plain)
    return { at, label }
  })
}

/** Marks of the value axis, from 0 upwards; the last one is the top of the plot. */
export type ValueTicks = { ticks: readonly number[]; top: number }

/**
 * Round marks (1, 2 or 5 times a power of ten apart), the fewest that reach `highest`, at most about `most`.
 *
 * @param highest the largest value to show, in people; less than 0 counts as 0
 * @param most how many marks have room beside 0
 * @param whole counts have whole marks only
 */
export function valueTicks(highest: number, most: number, whole: boolean): ValueTicks {
  const target = Math.max(highest, whole ? 1 : 0.1)
  const step = roundUp(target / most, whole)
  const count = Math.ceil(target / step - 1e-9)
  const ticks = Array.from({ length: count + 1 }, (_, index) =>
    Number((index * step).toPrecision(12)),
  )
  return { ticks, top: ticks.at(-1) ?? target }
}

function roundUp(size: number, whole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(size))
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= size - 1e-9)
  return whole ? Math.max(1, step ?? size) : (step ?? size)
}
