import type { Moments, SizeClass } from '#src/contract/insights.ts'
import { freeAfterMinutes, hasSeats, listSizeClasses } from '#src/domain/insights/size-classes.ts'
import { minuteMs, type MinuteRange, type UnixMinute } from '#src/domain/history/minutes.ts'
import { isOpenHour } from '#src/domain/history/opening-hours.ts'
import { localHours } from '#src/domain/history/room-hours.ts'
import type { PlaceMomentsQuery } from '#server/history/protocol.ts'
import type { QuerySession } from './duckdb.ts'
import type { HistoryView } from './history-view.ts'
import { unite } from '#server/history/files/minute-ranges.ts'
import { listHourlyWindows } from './hourly-windows.ts'
import {
  createRoomUses,
  minuteStates,
  withholdSmallRooms,
  type MomentsInput,
  type PrivacyRules,
} from './moments-input.ts'
import { sumPeople, type PeopleSums } from './place-peak.ts'
import { markFreeHours, markFreeMinutes } from './place-run-outs.ts'

/**
 * Number of rooms of undecided hours up to which the query of the sums also returns their minutes. More rooms would
 * take too much memory, so their minutes are read separately.
 */
const mostTrackedRooms = 300

type MomentsOptions = Pick<PrivacyRules, 'keepsSmallRooms'> & { maxTrackedRooms?: number }

/**
 * Computes the peak of a place, and the periods in which its assessed rooms ran out. docs/metrics.md defines the
 * figures.
 */
export async function queryPlaceMoments(
  session: QuerySession,
  view: HistoryView,
  query: PlaceMomentsQuery,
  { keepsSmallRooms, maxTrackedRooms = mostTrackedRooms }: MomentsOptions,
): Promise<Moments> {
  const { range } = query
  const { groups, withheldRooms } = withholdSmallRooms(query, view.snapshots, keepsSmallRooms)
  const judged = new Set(query.judgedRooms)
  const listed = groups.map(({ rooms, timeZone, opening }) => ({
    rooms: rooms.map((room) => ({ ...room, isJudged: judged.has(room.id) })),
    hours: localHours(range.from - 60, range.to, timeZone).map((hour) => ({
      ...hour,
      isOpen: isOpenHour(hour, opening),
    })),
  }))
  const judgedRooms = listed.flatMap(({ rooms }) => rooms.filter(({ isJudged }) => isJudged))
  const classes = listSizeClasses(judgedRooms.map(({ capacity }) => capacity))
  const input: MomentsInput = { session, view, range, groups: listed, classes }
  const hourStates = await markFreeHours(input)
  const uses = hourStates.undecided.map(({ rooms }) =>
    rooms.length > maxTrackedRooms
      ? null
      : createRoomUses(rooms, { from: range.from - freeAfterMinutes, to: range.to }),
  )
  const sums = await sumPeople(input, uses)
  await markFreeMinutes(input, hourStates, uses)
  const { states } = hourStates
  const hourly = await listHourlyWindows(
    view,
    groups.flatMap(({ rooms }) => rooms),
    range,
  )
  return {
    from: range.from * minuteMs,
    to: range.to * minuteMs,
    withheldRooms,
    peak: findPeak(sums, range, listed.flatMap(({ rooms }) => rooms).length),
    hourly: unite([...hourly.values()].flat(), []).map(({ from, to }) => ({
      from: from * minuteMs,
      to: to * minuteMs,
    })),
    sizes: classes.map((seats, index) => {
      const own = states[index] ?? new Uint8Array()
      return {
        seats,
        rooms: judgedRooms.filter(({ capacity }) => hasSeats(capacity, seats)).length,
        ...toSizeClass(own, range.from),
        groups: findMostGroups(
          sums.groups[index] ?? new Int32Array(),
          own,
          sums.judged,
          range.from,
        ),
      }
    }),
  }
}

function findPeak(
  { people, known, complete }: PeopleSums,
  range: MinuteRange,
  rooms: number,
): Moments['peak'] {
  let best = -1
  for (const [index, count] of people.entries()) {
    if ((known[index] ?? 0) > 0 && (best < 0 || count > (people[best] ?? 0))) best = index
  }
  if (best < 0) return null
  return {
    people: people[best] ?? 0,
    at: (range.from + best) * minuteMs,
    knownRooms: known[best] ?? 0,
    rooms,
    complete: complete[best] === rooms,
  }
}

function findMostGroups(
  counts: Int32Array,
  states: Uint8Array,
  judged: Int32Array,
  from: UnixMinute,
): SizeClass['groups'] {
  let most: SizeClass['groups'] = null
  for (const [index, count] of counts.entries()) {
    const isKnown = (judged[index] ?? 0) > 0 && ((states[index] ?? 0) & minuteStates.open) > 0
    if (isKnown && (most === null || count > most.count)) {
      most = { count, at: (from + index) * minuteMs }
    }
  }
  return most
}

/** Returns the periods in which no room was free, and those that are unknown. */
function toSizeClass(
  states: Uint8Array,
  from: UnixMinute,
): Pick<SizeClass, 'openMinutes' | 'unknownMinutes' | 'runOuts' | 'unknown'> {
  const { open, free, unknown } = minuteStates
  const isOpen = (state: number) => (state & open) > 0
  const isUnknown = (state: number) => isOpen(state) && (state & (free | unknown)) === unknown
  return {
    openMinutes: states.filter(isOpen).length,
    unknownMinutes: states.filter(isUnknown).length,
    runOuts: listPeriods(states, from, (state) => state === open),
    unknown: listPeriods(states, from, isUnknown),
  }
}

/** Returns the periods of successive minutes whose state fulfils a condition. */
function listPeriods(
  states: Uint8Array,
  from: UnixMinute,
  condition: (state: number) => boolean,
): SizeClass['runOuts'] {
  const periods: SizeClass['runOuts'] = []
  for (const [index, state] of states.entries()) {
    if (!condition(state)) continue
    const start = (from + index) * minuteMs
    const last = periods.at(-1)
    if (last?.to === start) last.to += minuteMs
    else periods.push({ from: start, to: start + minuteMs })
  }
  return periods
}
