import { minimumUse, useWindow, type UnixMinute } from '#src/domain/history/minutes.ts'
import type { QuerySession } from './duckdb.ts'

/** The first and the last use of a day; null if no hour of the day has enough minutes in use. */
type DayUse = { first: UnixMinute | null; last: UnixMinute | null }

/** Figures of the days of a range, by index of the day. */
export type DayFigures = {
  /** The middle value of the known minutes in chronological order. */
  medians: ReadonlyMap<number, number>
  /** A day without a minute in use is missing. */
  uses: ReadonlyMap<number, DayUse>
}

// Of n values in chronological order, Butlr's median is the one at index floor(n / 2): the upper median of the minutes.
const medianOfDays = `
SELECT day, people AS median
FROM room_minutes
JOIN (
  SELECT day, -quantile_disc(-minute, 0.5) AS minute FROM room_minutes
  WHERE people IS NOT NULL GROUP BY day
) USING (day, minute)`

// A minute begins a use if the minute in use that completes the minimum after it is less than an hour later.
const usesOfDays = `
SELECT day,
  min(minute) FILTER (later < minute + ${useWindow}) AS first_use,
  max(minute) FILTER (earlier > minute - ${useWindow}) AS last_use
FROM (
  SELECT day, minute,
    lead(minute, ${minimumUse - 1}) OVER in_day AS later,
    lag(minute, ${minimumUse - 1}) OVER in_day AS earlier
  FROM room_minutes
  WHERE people > 0
  WINDOW in_day AS (PARTITION BY day ORDER BY minute)
)
GROUP BY day`

/** Reads the figures of each day from the table `room_minutes` (`loadMinutes`). */
export async function readDayFigures(session: QuerySession): Promise<DayFigures> {
  const medians = await session.read(medianOfDays)
  const values = medians.numbers('median')
  const uses = await session.read(usesOfDays)
  const first = uses.numbers('first_use')
  const last = uses.numbers('last_use')
  return {
    medians: new Map(medians.numbers('day').map((day, row) => [day ?? 0, values[row] ?? 0])),
    uses: new Map(
      uses
        .numbers('day')
        .map((day, row) => [day ?? 0, { first: first[row] ?? null, last: last[row] ?? null }]),
    ),
  }
}
