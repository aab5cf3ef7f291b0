import type { RoomHistory } from '#src/contract/history.ts'
import { minimumKnownMinutes } from '#src/domain/history/room-hours.ts'
import type { Calendar, Segment } from './calendar.ts'
import { noSums, type PartSums } from './minute-query.ts'

export type Part = Segment & { sums: PartSums }

/** Adds the sums of a later part of a range to `sums`. */
export function addSums(sums: PartSums, later: PartSums): void {
  sums.known += later.known
  sums.complete += later.complete
  sums.personMinutes += later.personMinutes
  sums.inUse += later.inUse
  sums.min = leastOf(sums.min, later.min)
  if ((later.peak?.people ?? -1) > (sums.peak?.people ?? -1)) sums.peak = later.peak
  sums.upperBound = largestOf(sums.upperBound, later.upperBound)
  sums.isEstimated ||= later.isEstimated
}

function leastOf(one: number | null, two: number | null): number | null {
  return one === null || two === null ? (one ?? two) : Math.min(one, two)
}

function largestOf(one: number | null, two: number | null): number | null {
  return one === null || two === null ? (one ?? two) : Math.max(one, two)
}

/** Returns the use of a room in its open hours. */
function toOpenUse(hours: readonly PartSums[], usedFromMinutes: number): RoomHistory['openUse'] {
  const used = hours.filter(({ inUse }) => inUse >= usedFromMinutes)
  return {
    usedFromMinutes,
    knownHours: hours.filter(
      ({ known, inUse }) => known >= minimumKnownMinutes || inUse >= usedFromMinutes,
    ).length,
    usedHours: used.length,
    minutesInUse: used.reduce((sum, { inUse }) => sum + inUse, 0),
    personMinutes: used.reduce((sum, { personMinutes }) => sum + personMinutes, 0),
  }
}

type RolledUp = {
  totals: PartSums
  /** Within opening hours. */
  open: { minutes: number; sums: PartSums }
  openUse: RoomHistory['openUse']
  /**
   * By index of the day. `quarters` contains the most people in each quarter of an hour, and `incompleteQuarters` the
   * indexes of the quarters with a minute that is known but not complete.
   */
  days: { sums: PartSums; quarters: (number | null)[]; incompleteQuarters: number[] }[]
  weekHours: RoomHistory['weekHours']
}

/**
 * Adds up the parts of a range. The parts must be in chronological order and cover the range.
 *
 * @param usedFromMinutes minutes in use from which an hour counts as used
 */
export function rollUp(
  parts: readonly Part[],
  { hours, days }: Calendar,
  usedFromMinutes: number,
): RolledUp {
  const open = { minutes: 0, sums: { ...noSums } }
  const openHours = new Map<number, PartSums>()
  const byDay: RolledUp['days'] = days.map(() => ({
    sums: { ...noSums },
    quarters: [],
    incompleteQuarters: [],
  }))
  const byWeekHour = new Map<number, { weekday: number; hour: number; sums: PartSums }>()
  for (const { from, to, day, hour, quarter, isOpen, sums } of parts) {
    if (isOpen) {
      open.minutes += to - from
      addSums(open.sums, sums)
      const own = openHours.get(hour) ?? { ...noSums }
      openHours.set(hour, own)
      addSums(own, sums)
    }
    const local = byDay[day]
    if (local !== undefined) {
      addSums(local.sums, sums)
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
    const weekHour = byWeekHour.get(key) ?? {
      weekday: clock.weekday,
      hour: clock.hour,
      sums: { ...noSums },
    }
    byWeekHour.set(key, weekHour)
    addSums(weekHour.sums, sums)
  }
  const totals = { ...noSums }
  for (const day of byDay) addSums(totals, day.sums)
  return {
    totals,
    open,
    openUse: toOpenUse([...openHours.values()], usedFromMinutes),
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
