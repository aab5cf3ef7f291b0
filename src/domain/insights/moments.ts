import type { Moments, SizeClass } from '#src/contract/insights.ts'
import type { Period } from '#src/domain/history/ranges.ts'
import {
  addDays,
  localDateAt,
  startOfLocalDate,
  weekdayOfDate,
} from '#src/domain/time/local-date.ts'
import { minute } from '#src/domain/time/duration.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'

/**
 * Divides a period at the Mondays of a zone, because a request covers at most `maxMomentsDays`. Returns the newest part
 * first. Periods that overlap share most of their parts, so that responses can be cached.
 */
export function divideIntoWeeks({ from, to }: Period, zone: TimeZone): Period[] {
  const parts: Period[] = []
  let end = to
  while (end > from) {
    const date = localDateAt(end - 1, zone)
    const monday = startOfLocalDate(addDays(date, -weekdayOfDate(date)), zone)
    parts.push({ from: Math.max(from, monday), to: end })
    end = monday
  }
  return parts
}

/**
 * Joins the responses for adjacent periods, given in any order. Null without a response. Adjacent run-outs become one,
 * so that the result is the same as that of one request for the whole period.
 */
export function joinMoments(parts: readonly Moments[]): Moments | null {
  const [first, ...later] = parts.toSorted((one, other) => one.from - other.from)
  return first === undefined ? null : later.reduce(joinTwo, first)
}

function joinTwo(one: Moments, later: Moments): Moments {
  const seats = [...new Set([...one.sizes, ...later.sizes].map((size) => size.seats))]
  return {
    from: one.from,
    to: later.to,
    withheldRooms: Math.max(one.withheldRooms, later.withheldRooms),
    peak: (later.peak?.people ?? -1) > (one.peak?.people ?? -1) ? later.peak : one.peak,
    hourly: joinPeriods([...one.hourly, ...later.hourly]),
    sizes: seats
      .toSorted((a, b) => a - b)
      .flatMap((count) => {
        const sizes = [one, later].flatMap((part) =>
          part.sizes.filter((size) => size.seats === count),
        )
        const [size, next] = sizes
        return size === undefined ? [] : [next === undefined ? size : joinSizes(size, next)]
      }),
  }
}

function joinSizes(one: SizeClass, later: SizeClass): SizeClass {
  return {
    seats: one.seats,
    rooms: Math.max(one.rooms, later.rooms),
    openMinutes: one.openMinutes + later.openMinutes,
    unknownMinutes: one.unknownMinutes + later.unknownMinutes,
    groups: (later.groups?.count ?? -1) > (one.groups?.count ?? -1) ? later.groups : one.groups,
    runOuts: joinPeriods([...one.runOuts, ...later.runOuts]),
    unknown: joinPeriods([...one.unknown, ...later.unknown]),
  }
}

/** Joins adjacent periods, which must be in order. */
function joinPeriods(periods: readonly Period[]): Period[] {
  const joined: Period[] = []
  for (const period of periods) {
    const last = joined.at(-1)
    if (last?.to === period.from) joined[joined.length - 1] = { from: last.from, to: period.to }
    else joined.push(period)
  }
  return joined
}

/** The total time in which no room was free, the number of days, and the longest run-out. */
export type RunOutSummary = {
  minutes: number
  /** Number of local days with a run-out. */
  days: number
  /** The longest run-out, or the first of equally long ones; null if a room was always free or unknown. */
  longest: Period | null
}

/** Sums up the run-outs of a size class. A run-out belongs to the local day on which it begins. */
export function summarizeRunOuts(runOuts: readonly Period[], zone: TimeZone): RunOutSummary {
  const duration = ({ from, to }: Period) => to - from
  let longest: Period | null = null
  for (const period of runOuts) {
    if (longest === null || duration(period) > duration(longest)) longest = period
  }
  return {
    minutes: runOuts.reduce((sum, period) => sum + duration(period), 0) / minute,
    days: new Set(runOuts.map(({ from }) => localDateAt(from, zone))).size,
    longest,
  }
}
