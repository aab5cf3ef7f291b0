import type { MinuteRange, SensorMinutes, SensorSeries } from '#src/domain/history/minutes.ts'

export const noMinutes: SensorMinutes = {
  series: [],
  seriesAt: new Int32Array(),
  minute: new Int32Array(),
  last: new Int32Array(),
  max: new Int32Array(),
}

export type MinuteRow = { minute: number; last: number; max: number }

/** Part of the rows of one series: indexes `from` up to, but not including, `to`. */
type Part = { minutes: SensorMinutes; from: number; to: number }
type Entry = { series: SensorSeries; parts: Part[] }

/** Returns the rows in order of room, sensor and minute. Series without rows are left out. */
export function sortMinutes(rows: Iterable<readonly [SensorSeries, MinuteRow[]]>): SensorMinutes {
  const sorted = [...rows]
    .filter(([, list]) => list.length > 0)
    .toSorted(([a], [b]) => compareSeries(a, b))
  const all = sorted.flatMap(([, list], index) =>
    list.toSorted((a, b) => a.minute - b.minute).map((row) => ({ ...row, index })),
  )
  return {
    series: sorted.map(([series]) => series),
    seriesAt: Int32Array.from(all, ({ index }) => index),
    minute: Int32Array.from(all, ({ minute }) => minute),
    last: Int32Array.from(all, ({ last }) => last),
    max: Int32Array.from(all, ({ max }) => max),
  }
}

/**
 * Returns the rows of `kept` outside the range and those of `fetched` within it, because a newer response replaces all
 * readings of its range.
 */
export function replaceRange(
  kept: SensorMinutes,
  fetched: SensorMinutes,
  range: MinuteRange,
): SensorMinutes {
  const entries = new Map<string, Entry>()
  const add = (series: SensorSeries, part: Part) => {
    if (part.from >= part.to) return
    const key = JSON.stringify([series.roomId, series.mac])
    const entry = entries.get(key) ?? { series, parts: [] }
    entry.parts.push(part)
    entries.set(key, entry)
  }
  for (const { series, from, to } of seriesRanges(kept)) {
    add(series, { minutes: kept, from, to: rowOf(kept, from, to, range.from) })
    add(series, { minutes: kept, from: rowOf(kept, from, to, range.to), to })
  }
  for (const { series, from, to } of seriesRanges(fetched)) {
    add(series, {
      minutes: fetched,
      from: rowOf(fetched, from, to, range.from),
      to: rowOf(fetched, from, to, range.to),
    })
  }
  return joinParts([...entries.values()].toSorted((a, b) => compareSeries(a.series, b.series)))
}

/** Returns the rows of each series from the minute that `keepFrom` returns. Series without such rows are left out. */
export function dropMinutes(
  minutes: SensorMinutes,
  keepFrom: (series: SensorSeries) => number,
): SensorMinutes {
  return joinParts(
    seriesRanges(minutes).flatMap(({ series, from, to }) => {
      const first = rowOf(minutes, from, to, keepFrom(series))
      return first < to ? [{ series, parts: [{ minutes, from: first, to }] }] : []
    }),
  )
}

/** Returns the rows of several tables as one table. No two tables may contain the same minute of a series. */
export function joinMinutes(days: readonly SensorMinutes[]): SensorMinutes {
  const entries = new Map<string, Entry>()
  for (const minutes of days) {
    for (const { series, from, to } of seriesRanges(minutes)) {
      const key = JSON.stringify([series.roomId, series.mac])
      const entry = entries.get(key) ?? { series, parts: [] }
      entry.parts.push({ minutes, from, to })
      entries.set(key, entry)
    }
  }
  return joinParts([...entries.values()].toSorted((a, b) => compareSeries(a.series, b.series)))
}

/** Returns the first and the last row of each series. */
export function firstAndLast(minutes: SensorMinutes): SensorMinutes {
  return joinParts(
    seriesRanges(minutes)
      .filter(({ from, to }) => from < to)
      .map(({ series, from, to }) => ({
        series,
        parts: [
          { minutes, from, to: from + 1 },
          { minutes, from: Math.max(from + 1, to - 1), to },
        ],
      })),
  )
}

function joinParts(entries: readonly Entry[]): SensorMinutes {
  const length = entries
    .flatMap(({ parts }) => parts)
    .reduce((sum, { from, to }) => sum + to - from, 0)
  const joined = {
    series: entries.map(({ series }) => series),
    seriesAt: new Int32Array(length),
    minute: new Int32Array(length),
    last: new Int32Array(length),
    max: new Int32Array(length),
  }
  let row = 0
  for (const [index, { parts }] of entries.entries()) {
    const first = row
    // The kept rows of a series may lie before and after the fetched rows, so the parts are sorted.
    for (const { minutes, from, to } of parts.toSorted(byFirstMinute)) {
      joined.minute.set(minutes.minute.subarray(from, to), row)
      joined.last.set(minutes.last.subarray(from, to), row)
      joined.max.set(minutes.max.subarray(from, to), row)
      row += to - from
    }
    joined.seriesAt.fill(index, first, row)
  }
  return joined
}

function byFirstMinute(a: Part, b: Part): number {
  return (a.minutes.minute[a.from] ?? 0) - (b.minutes.minute[b.from] ?? 0)
}

/** Returns the rows of each series as half-open ranges of indices. */
export function seriesRanges({ series, seriesAt }: SensorMinutes) {
  const ranges: { series: SensorSeries; from: number; to: number }[] = []
  let from = 0
  for (const [index, one] of series.entries()) {
    let to = from
    while (to < seriesAt.length && seriesAt[to] === index) to += 1
    ranges.push({ series: one, from, to })
    from = to
  }
  return ranges
}

/**
 * Returns the index of the first row from `from` to `to` whose minute is not before `minute`, or `to` if there is none.
 */
function rowOf({ minute: column }: SensorMinutes, from: number, to: number, minute: number) {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((column[middle] ?? 0) < minute) low = middle + 1
    else high = middle
  }
  return low
}

export function compareSeries(a: SensorSeries, b: SensorSeries): number {
  return compareText(a.roomId, b.roomId) || compareText(a.mac, b.mac)
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Returns the rows with each hourly reading repeated for all minutes of its hour. */
export function expandHours(minutes: SensorMinutes, hourly: readonly MinuteRange[]): SensorMinutes {
  if (hourly.length === 0) return minutes
  const isHourly = (minute: number) => hourly.some(({ from, to }) => from <= minute && minute < to)
  return sortMinutes(
    seriesRanges(minutes).map(({ series, from, to }) => {
      const rows: MinuteRow[] = []
      for (let row = from; row < to; row += 1) {
        const [first = 0, last = 0, max = -1] = [
          minutes.minute[row],
          minutes.last[row],
          minutes.max[row],
        ]
        const count = isHourly(first) ? 60 : 1
        for (let at = 0; at < count; at += 1) rows.push({ minute: first + at, last, max })
      }
      return [series, rows] as const
    }),
  )
}
