import { openRanges, type Opening } from '#src/domain/history/opening-hours.ts'
import type { MinuteRange } from '#src/domain/history/minutes.ts'
import { localHours, type LocalHour } from '#src/domain/history/room-hours.ts'

/** A part of a quarter of an hour that lies in one local hour and is entirely inside or outside opening hours. */
export type Segment = MinuteRange & {
  /** Index of its day. */
  day: number
  /** Index of its hour. */
  hour: number
  /** Index of its quarter of an hour within the day, counted from the beginning of the day in the range. */
  quarter: number
  isOpen: boolean
}

/**
 * The local calendar of a range: its days and hours, and segments that lie in one day and one hour. Days and segments
 * lie within the range; the first and the last hour may extend beyond it.
 */
export type Calendar = {
  days: (MinuteRange & { date: string })[]
  hours: LocalHour[]
  segments: Segment[]
}

const quarterMinutes = 15

/** @param timeZone IANA name */
export function buildCalendar(range: MinuteRange, timeZone: string, opening: Opening): Calendar {
  const days: Calendar['days'] = []
  const segments: Segment[] = []
  const hours = localHours(range.from, range.to, timeZone)
  const open = openRanges(range, timeZone, opening)
  let nextOpen = 0
  for (const [index, hour] of hours.entries()) {
    const from = Math.max(hour.from, range.from)
    const to = Math.min(hour.to, range.to)
    const last = days.at(-1)
    const day = last?.date === hour.date ? last : { date: hour.date, from, to }
    if (day === last) day.to = to
    else days.push(day)
    let start = from
    while (start < to) {
      while ((open[nextOpen]?.to ?? Infinity) <= start) nextOpen += 1
      const opening = open[nextOpen] ?? { from: Infinity, to: Infinity }
      const quarter = Math.floor((start - day.from) / quarterMinutes)
      const isOpen = opening.from <= start
      const end = Math.min(
        to,
        day.from + (quarter + 1) * quarterMinutes,
        isOpen ? opening.to : opening.from,
      )
      segments.push({ from: start, to: end, day: days.length - 1, hour: index, quarter, isOpen })
      start = end
    }
  }
  return { days, hours, segments }
}
