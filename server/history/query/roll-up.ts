import type { RoomHistory } from '#src/contract/history.ts'
import type { Calendar, Segment } from './calendar.ts'
import { noSums, type PartSums } from './minute-query.ts'

export type Part = Segment & { sums: PartSums }

/** Adds the sums of two parts of a range; `two` is the later part. */
export function addSums(one: PartSums, two: PartSums): PartSums {
  return {
    known: one.known + two.known,
    complete: one.complete + two.complete,
    personMinutes: one.personMinutes + two.personMinutes,
    inUse: one.inUse + two.inUse,
    min: leastOf(one.min, two.min),
    peak: (two.peak?.people ?? -1) > (one.peak?.people ?? -1) ? two.peak : one.peak,
    upperBound: largestOf(one.upperBound, two.upperBound),
    isEstimated: one.isEstimated || two.isEstimated,
  }
}

function leastOf(one: number | null, two: number | null): number | null {
  return one === null || two === null ? (one ?? two) : Math.min(one, two)
}

function largestOf(one: number | null, two: number | null): number | null {
  return one === null || two === null ? (one ?? two) : Math.max(one, two)
}

type RolledUp = {
  totals: PartSums
  /** Within opening hours. */
  open: { minutes: number; sums: PartSums }
  /**
   * By index of the day. `quarters` contains the most people in each quarter of an hour, and `incompleteQuarters` the
   * indexes of the quarters with a minute that is known but not complete.
   */
  days: { sums: PartSums; quarters: (number | null)[]; incompleteQuarters: number[] }[]
  weekHours: RoomHistory['weekHours']
}

/** Adds up the parts of a range. The parts must be in chronological order and cover the range. */
export function rollUp(parts: readonly Part[], { hours, days }: Calendar): RolledUp {
  const open = { minutes: 0, sums: noSums }
  const byDay: RolledUp['days'] = days.map(() => ({
    sums: noSums,
    quarters: [],
    incompleteQuarters: [],
  }))
  const byWeekHour = new Map<number, { weekday: number; hour: number; sums: PartSums }>()
  for (const { from, to, day, hour, quarter, isOpen, sums } of parts) {
    if (isOpen) {
      open.minutes += to - from
      open.sums = addSums(open.sums, sums)
    }
    const local = byDay[day]
    if (local !== undefined) {
      local.sums = addSums(local.sums, sums)
      local.quarters[quarter] = largestOf(
        local.quarters[quarter] ?? null,
        sums.peak?.people ?? null,
      )
      const isIncomplete = sums.known > sums.complete
      if (isIncomplete && local.incompleteQuarters.at(-1) !== quarter) {
        local.incompleteQuarters.push(quarter)
      }
    }
    const clock = hours[hour] ?? { weekday: 0, hour: 0 }
    const key = clock.weekday * 24 + clock.hour
    const known = byWeekHour.get(key)?.sums ?? noSums
    byWeekHour.set(key, {
      weekday: clock.weekday,
      hour: clock.hour,
      sums: addSums(known, sums),
    })
  }
  return {
    totals: byDay.reduce((sum, day) => addSums(sum, day.sums), noSums),
    open,
    days: byDay,
    weekHours: [...byWeekHour]
      .toSorted(([one], [other]) => one - other)
      .map(([, { weekday, hour, sums }]) => ({
        weekday,
        hour,
        knownMinutes: sums.known,
        minutesInUse: sums.inUse,
        personMinutes: sums.personMinutes,
        peak: sums.peak?.people ?? null,
      })),
  }
}
