import {
  minutesPerDay,
  smallRoomMinutes,
  type MinuteRange,
  type UnixMinute,
} from '#src/domain/history/minutes.ts'
import { dayStart } from '#server/history/files/layout.ts'
import { storedId } from '#server/history/files/parquet-table.ts'
import type { Calendar } from './calendar.ts'
import type { QuerySession } from './duckdb.ts'
import type { HistoryView } from './history-view.ts'
import { queryHours } from './hour-query.ts'
import {
  findMinuteGaps,
  loadMinutes,
  noSums,
  sumMinutes,
  type MinuteColumns,
  type MinuteSums,
  type PartSums,
} from './minute-query.ts'
import { addSums, type Part } from './roll-up.ts'
import { toRoomSteps, type Steps } from './steps.ts'

/** The input for computing figures. `known` is the part of the range that is no longer provisional. */
export type FiguresQuery = {
  session: QuerySession
  view: HistoryView
  room: string
  range: MinuteRange
  known: MinuteRange
  calendar: Calendar
}

/** The figures of a room that are computed from its minutes or hours. */
export type RoomFigures = {
  parts: Part[]
  /** Medians by index of the day; empty if minutes are withheld. */
  medians: MinuteSums['medians']
  uses: MinuteSums['uses']
  minutesByPeople: MinuteSums['minutesByPeople']
  gaps: MinuteRange[]
  /** Number of gaps that are not in `gaps`. */
  moreGaps: number
  steps: Pick<Steps, 'people' | 'upperBound'> | null
}

const maxGaps = 200

/** Computes the figures of a room from its minutes, and if `hasSteps`, returns the minutes. */
export async function figuresByMinute(
  query: FiguresQuery,
  hasSteps: boolean,
): Promise<RoomFigures> {
  const { range, known, calendar } = query
  const minutes = await readRoomMinutes(query, range)
  const { segments, medians, uses, minutesByPeople } = sumMinutes(minutes, calendar)
  const { gaps, total } = findMinuteGaps(minutes, known, maxGaps)
  return {
    // Not spread: copying the 5,760 segments of 60 days with a spread takes a tenth of the query.
    parts: calendar.segments.map(({ from, to, day, hour, quarter, isOpen }, index) => ({
      from,
      to,
      day,
      hour,
      quarter,
      isOpen,
      sums: segments[index] ?? noSums,
    })),
    medians,
    uses,
    minutesByPeople,
    gaps,
    moreGaps: total - gaps.length,
    steps: hasSteps ? toRoomSteps(minutes) : null,
  }
}

async function readRoomMinutes(
  { session, view, room }: FiguresQuery,
  range: MinuteRange,
): Promise<MinuteColumns> {
  const files = await view.files('room-minutes', room, range)
  return loadMinutes(session, { files, room: storedId(room), range })
}

/**
 * Computes the figures of a room from whole hours: from roll-ups, and from minutes for recent days, none of whose
 * minutes are deleted yet. The figures contain no time within an hour.
 *
 * @param now the current Unix minute
 */
export async function figuresByHour(query: FiguresQuery, now: UnixMinute): Promise<RoomFigures> {
  const { session, view, room, range, known, calendar } = query
  const minutesFrom = dayStart(now - smallRoomMinutes) + minutesPerDay
  const rolledUp = { from: range.from, to: Math.min(range.to, minutesFrom) }
  const recent = { from: Math.max(range.from, minutesFrom), to: range.to }
  const last = calendar.hours.at(-1)
  // Leaves out an hour that ends after the range, because its roll-up also counts minutes after the range.
  const hoursTo = last !== undefined && last.to > range.to ? last.from : range.to
  const hours = await queryHours(session, {
    files: await view.files('room-hours', room, rolledUp),
    room: storedId(room),
    range: { from: range.from, to: hoursTo },
  })
  const minutes = sumMinutes(await readRoomMinutes(query, recent), calendar)
  const parts: Part[] = []
  for (const [index, segment] of calendar.segments.entries()) {
    const sums = minutes.segments[index] ?? noSums
    const part = parts.at(-1)
    if (part?.hour === segment.hour) {
      part.to = segment.to
      addSums(part.sums, sums)
      continue
    }
    const rollUp = hours.hours.get(calendar.hours[segment.hour]?.from ?? 0) ?? noSums
    const added = { ...rollUp }
    addSums(added, sums)
    parts.push({ ...segment, sums: added })
  }
  const gaps = findHourGaps(parts, known.to)
  return {
    parts: parts.map((part) => ({ ...part, sums: withoutMoments(part) })),
    medians: [],
    uses: [],
    minutesByPeople: addTallies(hours.minutesByPeople, minutes.minutesByPeople),
    gaps: gaps.slice(0, maxGaps),
    moreGaps: Math.max(0, gaps.length - maxGaps),
    steps: null,
  }
}

/**
 * Returns the sums of an hour without times within the hour: the peak is at the beginning of the hour, and is complete
 * if the hour is complete.
 */
function withoutMoments({ from, sums }: Part): PartSums {
  const { peak, known, complete } = sums
  return {
    ...sums,
    peak: peak && { people: peak.people, at: from, isComplete: known === complete },
    upperBound: null,
    isEstimated: false,
  }
}

/** Returns the periods that consist of hours without a known minute, until `end`. */
function findHourGaps(parts: readonly Part[], end: UnixMinute): MinuteRange[] {
  const gaps: MinuteRange[] = []
  for (const { from, to, sums } of parts) {
    if (sums.known > 0 || from >= end) continue
    const last = gaps.at(-1)
    if (last?.to === from) last.to = Math.min(to, end)
    else gaps.push({ from, to: Math.min(to, end) })
  }
  return gaps
}

type Tally = MinuteSums['minutesByPeople']

function addTallies(one: Tally, other: Tally): Tally {
  const minutes = new Map(one)
  for (const [people, count] of other) minutes.set(people, (minutes.get(people) ?? 0) + count)
  return [...minutes].toSorted(([a], [b]) => a - b)
}
