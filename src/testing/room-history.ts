import type { RoomHistory } from '#src/contract/history.ts'
import type { MinuteRange, RoomMinutes, UnixMinute } from '#src/domain/history/minutes.ts'
import {
  longestMinuteRange,
  minimumUse,
  minuteMs,
  smallRoomMinutes,
  useWindow,
} from '#src/domain/history/minutes.ts'
import { isComplete, localHours } from '#src/domain/history/room-hours.ts'
import type { SensorCounts } from '#src/domain/history/sensor-counts.ts'
import { localClock, type LocalClock } from './local-clock.ts'
import { computeSensors, computeSteps } from './sensor-history.ts'

export type HistoryFacts = {
  room: string
  timeZone: string
  capacity: number | null
  /** Ends at or before `now`. */
  range: MinuteRange
  now: UnixMinute
  isSmall: boolean
  /** The room's days, in any order. */
  minutes: readonly RoomMinutes[]
  /** The counts in the room on the same days, in any order. */
  sensors: readonly SensorCounts[]
}

type Minute = {
  at: UnixMinute
  clock: LocalClock
  isOpen: boolean
  people: number | null
  upperBound: number | null
  isComplete: boolean
  isEstimated: boolean
}
type KnownMinute = Minute & { people: number }

const provisionalMinutes = 10
const maxGaps = 200
const usedFromMinutes = 10

/**
 * Computes the history of a room minute by minute, which is slow but simple: the reference for docs/metrics.md and for
 * the queries. Opening hours are Monday to Friday, 08:00 to 18:00.
 */
export function computeRoomHistory(facts: HistoryFacts): RoomHistory {
  const { range, now } = facts
  const minutes = listMinutes(facts)
  const known = minutes.filter(isKnown)
  const inUse = known.filter(({ people }) => people > 0)
  const provisionalFrom = Math.max(now - provisionalMinutes, range.from)
  const isWithheld =
    facts.isSmall &&
    (range.to - range.from > longestMinuteRange || range.from < now - smallRoomMinutes)
  const history: RoomHistory = {
    room: facts.room,
    timeZone: facts.timeZone,
    from: range.from * minuteMs,
    to: range.to * minuteMs,
    capacity: facts.capacity,
    provisionalFrom: provisionalFrom < range.to ? provisionalFrom * minuteMs : null,
    resolution: isWithheld ? 'hour' : 'minute',
    isMinuteDataWithheld: isWithheld,
    coverage: computeCoverage(minutes, provisionalFrom),
    peak: findPeak(known),
    upperBound: largest(minutes.map(({ upperBound }) => upperBound)),
    averageInUse: inUse.length === 0 ? null : sumPeople(inUse) / inUse.length,
    openUse: computeOpenUse(facts, minutes),
    minutesInUse: inUse.length,
    personMinutes: sumPeople(known),
    days: groupBy(minutes, ({ clock }) => clock.date).map(computeDay),
    weekHours: groupBy(minutes, ({ clock }) => clock.weekday * 24 + clock.hour)
      .map(computeWeekHour)
      .toSorted((a, b) => a.weekday - b.weekday || a.hour - b.hour),
    minutesByPeople: groupBy(inUse, ({ people }) => people)
      .map((group) => ({ people: group[0]?.people ?? 0, minutes: group.length }))
      .toSorted((a, b) => a.people - b.people),
    sensors: computeSensors(range, facts.sensors),
    steps:
      range.to - range.from > longestMinuteRange
        ? null
        : computeSteps(range, minutes, facts.sensors),
  }
  return isWithheld ? withholdMinutes(history, minutes, provisionalFrom) : history
}

function listMinutes({ range, timeZone, minutes }: HistoryFacts): Minute[] {
  const count = range.to - range.from
  return Array.from({ length: count }, (_, index) => {
    const at = range.from + index
    const clock = localClock(at, timeZone)
    const isOpen = clock.weekday < 5 && clock.hour >= 8 && clock.hour < 18
    const day = minutes.find(({ from, people }) => at >= from && at < from + people.length)
    const row = at - (day?.from ?? 0)
    return {
      at,
      clock,
      isOpen,
      people: knownOrNull(day?.people[row]),
      upperBound: knownOrNull(day?.upperBound[row]),
      isComplete: day !== undefined && isComplete(day, row),
      isEstimated: day?.estimated[row] === 1,
    }
  })
}

function knownOrNull(value: number | undefined): number | null {
  return value === undefined || value < 0 ? null : value
}

function isKnown(minute: Minute): minute is KnownMinute {
  return minute.people !== null
}

function computeCoverage(minutes: readonly Minute[], provisionalFrom: UnixMinute) {
  const known = minutes.filter(isKnown)
  const missing = minutes.filter(({ at, people }) => people === null && at < provisionalFrom)
  const gaps = groupRuns(missing).map((run) => ({
    from: (run[0]?.at ?? 0) * minuteMs,
    to: ((run.at(-1)?.at ?? 0) + 1) * minuteMs,
  }))
  const open = (list: readonly Minute[]) => list.filter(({ isOpen }) => isOpen).length
  const complete = known.filter((minute) => minute.isComplete)
  return {
    minutes: minutes.length,
    openMinutes: open(minutes),
    knownOpenMinutes: open(known),
    completeOpenMinutes: open(complete),
    knownMinutes: known.length,
    completeMinutes: complete.length,
    estimated: known.some(({ isEstimated }) => isEstimated),
    gaps: gaps.slice(0, maxGaps),
    moreGaps: Math.max(gaps.length - maxGaps, 0),
  }
}

function computeOpenUse(
  { range, timeZone }: HistoryFacts,
  minutes: readonly Minute[],
): RoomHistory['openUse'] {
  const hours = localHours(range.from, range.to, timeZone)
    .map((hour) => minutes.filter(({ at }) => at >= hour.from && at < hour.to))
    .filter(([first]) => first?.isOpen === true)
    .map((hour) => hour.filter(isKnown))
  const countUse = (hour: readonly KnownMinute[]) => hour.filter(({ people }) => people > 0).length
  const used = hours.filter((hour) => countUse(hour) >= usedFromMinutes)
  return {
    usedFromMinutes,
    knownHours: hours.filter((hour) => hour.length >= 30 || used.includes(hour)).length,
    usedHours: used.length,
    minutesInUse: countUse(used.flat()),
    personMinutes: sumPeople(used.flat()),
  }
}

function findPeak(known: readonly KnownMinute[]): RoomHistory['peak'] {
  const people = largest(known.map((minute) => minute.people))
  const first = known.find((minute) => minute.people === people)
  if (people === null || !first) return null
  return { people, at: first.at * minuteMs, complete: first.isComplete }
}

function computeDay(minutes: readonly Minute[]): RoomHistory['days'][number] {
  const first = minutes[0]
  const known = minutes.filter(isKnown)
  const inUse = known.filter(({ people }) => people > 0)
  const counts = known.map(({ people }) => people)
  const from = first?.at ?? 0
  const quarters = groupBy(minutes, ({ at }) => Math.floor((at - from) / 15))
  const instant = (minute: Minute | undefined) => (minute ? minute.at * minuteMs : null)
  const isUse = (start: UnixMinute) =>
    inUse.filter(({ at }) => at >= start && at < start + useWindow).length >= minimumUse
  return {
    date: first?.clock.date ?? '',
    from: from * minuteMs,
    to: (from + minutes.length) * minuteMs,
    knownMinutes: known.length,
    min: counts.length === 0 ? null : Math.min(...counts),
    median: counts[Math.floor(counts.length / 2)] ?? null,
    max: largest(counts),
    peakAt: instant(known.find(({ people }) => people === Math.max(...counts))),
    firstUse: instant(inUse.find(({ at }) => isUse(at))),
    lastUse: instant(inUse.findLast(({ at }) => isUse(at + 1 - useWindow))),
    quarters: quarters.map((quarter) => largest(quarter.map(({ people }) => people))),
    incompleteQuarters: quarters.flatMap((quarter, index) =>
      quarter.filter(isKnown).every((minute) => minute.isComplete) ? [] : [index],
    ),
  }
}

function computeWeekHour(minutes: readonly Minute[]): RoomHistory['weekHours'][number] {
  const known = minutes.filter(isKnown)
  return {
    weekday: minutes[0]?.clock.weekday ?? 0,
    hour: minutes[0]?.clock.hour ?? 0,
    knownMinutes: known.length,
    minutesInUse: known.filter(({ people }) => people > 0).length,
    personMinutes: sumPeople(known),
    peak: largest(known.map(({ people }) => people)),
  }
}

/**
 * Removes everything that cannot be computed from the hours of a room: times within an hour, and the figures of
 * sensors.
 */
function withholdMinutes(
  history: RoomHistory,
  minutes: readonly Minute[],
  provisionalFrom: UnixMinute,
): RoomHistory {
  const [first] = minutes
  const range = { from: first?.at ?? 0, to: (first?.at ?? 0) + minutes.length }
  const hours = localHours(range.from, range.to, history.timeZone).map((hour) =>
    minutes.filter(({ at }) => at >= hour.from && at < hour.to),
  )
  const unknown = hours.filter((hour) => !hour.some(isKnown)).flat()
  const { gaps, moreGaps } = computeCoverage(unknown, provisionalFrom)
  const { peak } = history
  const peakHour = hours.find((hour) => hour.some(({ people }) => people === peak?.people))
  return {
    ...history,
    coverage: { ...history.coverage, estimated: false, gaps, moreGaps },
    peak: peak && {
      people: peak.people,
      at: (peakHour?.[0]?.at ?? 0) * minuteMs,
      complete: peakHour?.filter(isKnown).every(({ isComplete }) => isComplete) ?? false,
    },
    upperBound: null,
    days: history.days.map((day) => ({
      ...day,
      median: null,
      peakAt: null,
      firstUse: null,
      lastUse: null,
      quarters: [],
      incompleteQuarters: [],
    })),
    sensors: [],
    steps: null,
  }
}

function sumPeople(minutes: readonly KnownMinute[]): number {
  return minutes.reduce((sum, { people }) => sum + people, 0)
}

function largest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : Math.max(...known)
}

/** Groups items by key, in order of first occurrence. */
function groupBy<T>(items: readonly T[], getKey: (item: T) => string | number): T[][] {
  const groups = new Map<string | number, T[]>()
  for (const item of items) {
    const key = getKey(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return [...groups.values()]
}

/** Splits minutes into runs of successive minutes. */
function groupRuns(minutes: readonly Minute[]): Minute[][] {
  const runs: Minute[][] = []
  for (const minute of minutes) {
    const run = runs.at(-1)
    if (run?.at(-1)?.at === minute.at - 1) run.push(minute)
    else runs.push([minute])
  }
  return runs
}
