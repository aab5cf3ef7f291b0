import type { RoomHistory } from '#src/contract/history.ts'
import {
  longestMinuteRange,
  minuteMs,
  provisionalMinutes,
  smallRoomMinutes,
  type UnixMinute,
} from '#src/domain/history/minutes.ts'
import type { RoomQuery } from '#server/history/protocol.ts'
import { buildCalendar, type Calendar } from './calendar.ts'
import type { RunInSession } from './duckdb.ts'
import type { HistoryView } from './history-view.ts'
import { figuresByHour, figuresByMinute, type RoomFigures } from './room-figures.ts'
import { rollUp } from './roll-up.ts'
import { isHourly, querySensorFigures, readSensorDays } from './sensor-figures.ts'

type RoomHistoryDeps = {
  runInSession: RunInSession
  view: HistoryView
  now: UnixMinute
  /** The time by which minutes of small rooms are withheld; see `latestNow` in history.ts. */
  latestNow: UnixMinute
}

/** Computes the history of a room. docs/metrics.md defines each figure. The range ends at `now` at the latest. */
export async function queryRoomHistory(
  { runInSession, view, now, latestNow }: RoomHistoryDeps,
  { room, timeZone, capacity, range, isSmall, opening, usedFromMinutes }: RoomQuery,
): Promise<RoomHistory> {
  const isShort = range.to - range.from <= longestMinuteRange
  const isWithheld = isSmall && (!isShort || range.from < latestNow - smallRoomMinutes)
  const calendar = buildCalendar(range, timeZone, opening)
  const provisionalFrom = Math.max(now - provisionalMinutes, range.from)
  const known = { ...range, to: Math.min(range.to, provisionalFrom) }
  const query = { view, room, range, known, calendar }
  const sensorDays = await readSensorDays(query)
  const hasMinutes = !isWithheld && !isHourly(sensorDays, range)
  // Reading files leaves a processor idle at times, so both parts run concurrently.
  const [figures, { sensors, steps }] = await settleBoth(
    runInSession((session) =>
      isWithheld
        ? figuresByHour({ session, ...query }, latestNow)
        : figuresByMinute({ session, ...query }, isShort),
    ),
    runInSession(async (session) =>
      hasMinutes
        ? querySensorFigures({ session, ...query }, sensorDays, isShort)
        : { sensors: [], steps: null },
    ),
  )
  const { totals, open, openUse, days, weekHours } = rollUp(
    figures.parts,
    calendar,
    usedFromMinutes,
  )
  return {
    room,
    timeZone,
    from: range.from * minuteMs,
    to: range.to * minuteMs,
    capacity,
    provisionalFrom: provisionalFrom < range.to ? provisionalFrom * minuteMs : null,
    resolution: hasMinutes ? 'minute' : 'hour',
    isMinuteDataWithheld: isWithheld,
    coverage: {
      minutes: range.to - range.from,
      openMinutes: open.minutes,
      knownOpenMinutes: open.sums.known,
      completeOpenMinutes: open.sums.complete,
      knownMinutes: totals.known,
      completeMinutes: totals.complete,
      estimated: totals.isEstimated,
      gaps: figures.gaps.map(({ from, to }) => ({ from: from * minuteMs, to: to * minuteMs })),
      moreGaps: figures.moreGaps,
    },
    peak: totals.peak && {
      people: totals.peak.people,
      at: totals.peak.at * minuteMs,
      complete: totals.peak.isComplete,
    },
    upperBound: totals.upperBound,
    averageInUse: totals.inUse === 0 ? null : totals.personMinutes / totals.inUse,
    openUse,
    minutesInUse: totals.inUse,
    personMinutes: totals.personMinutes,
    days: toDays(calendar, days, hasMinutes ? figures : null),
    weekHours,
    minutesByPeople: figures.minutesByPeople.map(([people, minutes]) => ({ people, minutes })),
    sensors,
    steps: figures.steps && steps && { ...figures.steps, sensors: steps },
  }
}

/** Returns the days of a range. `figures` is null if there are no minutes. */
function toDays(
  calendar: Calendar,
  days: ReturnType<typeof rollUp>['days'],
  figures: RoomFigures | null,
): RoomHistory['days'] {
  return calendar.days.map(({ date, from, to }, index) => {
    const { sums = null, quarters = [], incompleteQuarters = [] } = days[index] ?? {}
    const use = figures?.uses[index]
    return {
      date,
      from: from * minuteMs,
      to: to * minuteMs,
      knownMinutes: sums?.known ?? 0,
      min: sums?.min ?? null,
      median: figures?.medians[index] ?? null,
      max: sums?.peak?.people ?? null,
      peakAt: figures && instant(sums?.peak?.at),
      firstUse: instant(use?.first),
      lastUse: instant(use?.last),
      quarters: figures ? quarters : [],
      incompleteQuarters: figures ? incompleteQuarters : [],
    }
  })
}

/**
 * Returns both results. If one promise rejects, first waits for the other, because its query still uses the database.
 */
async function settleBoth<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other])
  return Promise.all([one, other])
}

function instant(minute: UnixMinute | null | undefined): number | null {
  return minute === null || minute === undefined ? null : minute * minuteMs
}
