import type { Period } from '#src/domain/history/ranges.ts'
import { addDays, localDateAt, startOfLocalDate } from '#src/domain/time/local-date.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { RoomInsight } from '#src/contract/insights.ts'
import { isSmallCapacity } from '#src/domain/history/minutes.ts'
import { countMinutesInUse, findPeopleAtShare, computeServedShare } from './group-sizes.ts'
import type { Overrides } from '#src/contract/overrides.ts'
import type { SensorFinding, SuspectSensor } from './sensor-findings.ts'

/** The thresholds of the rule. docs/metrics.md explains them. */
export type RightSizeRule = {
  /** A room is too large if this share of its seats served at least `servedShare` of its use. */
  seatsShare: number
  servedShare: number
  /** A room is too small if it was over capacity for more than this share of its use. */
  overCapacityShare: number
  /** The share of complete open minutes below which the verdict is `too-little-data`. */
  minimumCoverage: number
}

export const defaultRightSizeRule: RightSizeRule = {
  seatsShare: 0.6,
  servedShare: 0.9,
  overCapacityShare: 0.02,
  minimumCoverage: 0.8,
}

/** Number of local days that the rule covers, up to yesterday. */
const rightSizeDays = 56

/**
 * Returns the period that the rule covers.
 *
 * @param today the beginning of the current day, in Unix milliseconds
 */
export function rightSizePeriod(today: number, zone: TimeZone): Period {
  const first = addDays(localDateAt(today, zone), -rightSizeDays)
  return { from: startOfLocalDate(first, zone), to: today }
}

/** The verdicts about the size of a room, in the order of the page. */
export const sizeVerdicts = [
  'too-small',
  'too-large',
  'never-used',
  'check-sensor',
  'too-little-data',
  'about-right',
  'no-capacity',
  'not-judged',
] as const
export type SizeVerdict = (typeof sizeVerdicts)[number]

/** A verdict with the numbers that its sentence contains. */
export type RightSize = SizeClaim | { verdict: 'check-sensor'; withheld: SizeClaim }

/** A verdict from the counts alone. */
type SizeClaim =
  | { verdict: 'never-used' | 'too-little-data' | 'not-judged' }
  | ({ verdict: 'too-large' | 'too-small' | 'about-right' | 'no-capacity' } & ServedUse)

/** How much of its use a room of another size would have served. All numbers cover opening hours. */
type ServedUse = {
  /**
   * The smallest usual size that would have served `servedShare` of the use. For a room that is too small, the smallest
   * usual size at which it would not be too small.
   */
  seats: number
  /** The share of the use that this size would have served. */
  served: number
  /** The most people at one time in opening hours; above `seats` if `served` is below 1. */
  mostPeople: number
  /** The share of the use with more people than seats; null without a capacity. */
  overCapacity: number | null
}

type JudgedRoom = Pick<
  RoomInsight,
  'room' | 'openMinutes' | 'completeOpenMinutes' | 'usedHours' | 'minutesByPeople'
>

/**
 * The verdicts that would be wrong if a finding about a sensor is true. A twin makes counts too high, so a room that is
 * too large even so stays too large. Silence is missing data, which the coverage takes into account.
 */
const doubtfulVerdicts: Record<SensorFinding['kind'], readonly SizeVerdict[]> = {
  twin: ['too-small', 'about-right', 'no-capacity'],
  'never-zero': ['too-small', 'too-large', 'about-right', 'no-capacity'],
  'never-above-one': ['too-large', 'about-right', 'no-capacity', 'never-used'],
  silent: [],
}

/**
 * Assesses the size of a room from the number of people in each minute in use in opening hours. Withholds a verdict that
 * a finding about a sensor of the room puts in doubt.
 *
 * @param isJudged whether rooms of this kind are assessed (`isJudgedKind`)
 * @param suspects sensors with findings, of any rooms
 */
export function judgeSize(
  room: JudgedRoom,
  {
    capacity,
    isJudged,
    suspects,
  }: { capacity: number | null; isJudged: boolean; suspects: readonly SuspectSensor[] },
  rule: RightSizeRule = defaultRightSizeRule,
): RightSize {
  const claim = judgeCounts(room, { capacity, isJudged }, rule)
  const isDoubtful = suspects.some(
    (suspect) =>
      suspect.room === room.room &&
      suspect.findings.some(({ kind }) => doubtfulVerdicts[kind].includes(claim.verdict)),
  )
  return isDoubtful ? { verdict: 'check-sensor', withheld: claim } : claim
}

function judgeCounts(
  room: JudgedRoom,
  { capacity, isJudged }: { capacity: number | null; isJudged: boolean },
  rule: RightSizeRule,
): SizeClaim {
  if (!isJudged || isSmallCapacity(capacity)) {
    return { verdict: 'not-judged' }
  }
  const coverage = room.openMinutes === 0 ? 0 : room.completeOpenMinutes / room.openMinutes
  if (coverage < rule.minimumCoverage) return { verdict: 'too-little-data' }
  const sizes = room.minutesByPeople
  const enough = findPeopleAtShare(sizes, rule.servedShare)
  if (room.usedHours === 0 || enough === null) return { verdict: 'never-used' }
  const serve = (people: number): ServedUse => {
    const seats = findUsualSize(people)
    return {
      seats,
      served: computeServedShare(sizes, seats),
      mostPeople: sizes.at(-1)?.[0] ?? 0,
      overCapacity: capacity === null ? null : 1 - computeServedShare(sizes, capacity),
    }
  }
  if (capacity === null) return { verdict: 'no-capacity', ...serve(enough) }
  if (isOverCapacity(room, capacity, rule)) {
    const needed = findPeopleAtShare(sizes, 1 - rule.overCapacityShare) ?? enough
    return { verdict: 'too-small', ...serve(needed) }
  }
  const isTooLarge = enough <= maxSeatsOfTooLarge(capacity, rule)
  return { verdict: isTooLarge ? 'too-large' : 'about-right', ...serve(enough) }
}

function isOverCapacity(
  { minutesByPeople }: JudgedRoom,
  capacity: number,
  { overCapacityShare }: RightSizeRule,
): boolean {
  const over = countMinutesInUse(minutesByPeople.filter(([people]) => people > capacity))
  return over / countMinutesInUse(minutesByPeople) > overCapacityShare
}

/** Returns the largest number of seats at which a room still counts as too large, if they would have served its use. */
export function maxSeatsOfTooLarge(capacity: number, { seatsShare }: RightSizeRule): number {
  const seats = Math.floor(seatsShare * capacity)
  // The product may be slightly below a whole number.
  return (seats + 1) / capacity <= seatsShare ? seats + 1 : seats
}

const usualSizes = [1, 2, 4, 6, 8, 10, 12, 16, 20, 24, 30, 36]

/**
 * Returns the smallest usual size for a number of people: 1, 2, 4, 6, 8, 10, 12, 16, 20, 24, 30, 36, 40, 50 and so on.
 */
export function findUsualSize(people: number): number {
  return usualSizes.find((size) => size >= people) ?? Math.ceil(people / 10) * 10
}

/** Matches the kinds of rooms that people pass through. */
const passages = /\b(?:lobby|kitchen|dining)\b/i

/**
 * Returns whether rooms of a kind are assessed: all kinds except those for passing through (lobby, kitchen, dining).
 */
export function isJudgedKind(kind: string | null): boolean {
  return kind === null || !passages.test(kind)
}

/** Returns the thresholds by which the sizes of rooms are assessed: as the overrides state, otherwise the defaults. */
export function rightSizeRule(overrides: Overrides | null): RightSizeRule {
  const { seats, served, over } = overrides?.rightSize ?? {}
  return {
    ...defaultRightSizeRule,
    ...(seats !== undefined && { seatsShare: seats }),
    ...(served !== undefined && { servedShare: served }),
    ...(over !== undefined && { overCapacityShare: over }),
  }
}
