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
  /** The number of minutes within opening hours, and the sums over these minutes. */
  open: { minutes: number; sums: PartSums }
  openUse: RoomHistory['openUse']
  /**
   * Figures by index of the day. `quarters` contains the most people in each quarter of an hour, and
   * `incompleteQuarters` the indexes of the quarters with a minute that is known but not complete.
   */
  days: { sums: PartSums; quarters: (number | null)[]; incompleteQuarters: number[] }[]
  weekHours: RoomHistory['weekHours']
}

/** Returns the parts of each hour. A day has only whole hours, so these parts are on one day. */
function groupByHour(parts: readonly Part[]): [Part, ...Part[]][] {
  const groups: [Part, ...Part[]][] = []
  for (const part of parts) {
    const last = groups.at(-1)
    if (last?.[0].hour === part.hour) last.push(part)
    else groups.push([part])
  }
  return groups
}

function addQuarter(local: RolledUp['days'][number] | undefined, { quarter, sums }: Part): void {
  if (local === undefined) return
  const { quarters, incompleteQuarters } = local
  quarters[quarter] = largestOf(quarters[quarter] ?? null, sums.peak?.people ?? null)
  const isIncomplete = sums.known > sums.complete
  if (isIncomplete && incompleteQuarters.at(-1) !== quarter) incompleteQuarters.push(quarter)
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
  const openHours: PartSums[] = []
  const byDay: RolledUp['days'] = days.map(() => ({
    sums: { ...noSums },
    quarters: [],
    incompleteQuarters: [],
  }))
  const byWeekHour = new Map<number, { weekday: number; hour: number; sums: PartSums }>()
  for (const hourParts of groupByHour(parts)) {
    const sums = { ...noSums }
    const openSums = { ...noSums }
    let isOpen = false
    for (const part of hourParts) {
      addSums(sums, part.sums)
      addQuarter(byDay[part.day], part)
      if (!part.isOpen) continue
      isOpen = true
      open.minutes += part.to - part.from
      addSums(openSums, part.sums)
    }
    if (isOpen) {
      openHours.push(openSums)
      addSums(open.sums, openSums)
    }
    const [{ day, hour }] = hourParts
    const local = byDay[day]
    if (local !== undefined) addSums(local.sums, sums)
    const clock = hours[hour] ?? { weekday: 0, hour: 0 }
    const key = clock.weekday * 24 + clock.hour
    const weekHour = byWeekHour.get(key) ?? { ...clock, sums: { ...noSums } }
    byWeekHour.set(key, weekHour)
    addSums(weekHour.sums, sums)
  }
  const totals = { ...noSums }
  for (const day of byDay) addSums(totals, day.sums)
  return {
    totals,
    open,
    openUse: toOpenUse(openHours, usedFromMinutes),
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
