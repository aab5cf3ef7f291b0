import type { WindowFunction, MetricName } from '#src/contract/reporting.ts'
import { ApiError } from '#server/simulator/api-error.ts'
import type { ReportingQuery } from './reporting-query.ts'
import type { Series } from './series.ts'

/** Reduces the events of a series in a window to one value. */
type Reducer = {
  /** Adds `count` consecutive events with the same value. */
  add: (value: number, count: number) => void
  /** Returns the value of the window, or null if it has no events, and resets the reducer. */
  finish: () => number | null
}

/**
 * Creates the reducer of a window function. The window function `median` returns the middle value by size. For an even
 * count, it returns the upper of the two middle values; Butlr does not document which of the two it returns.
 */
export function createReducer(name: WindowFunction): Reducer {
  let count = 0
  let sum = 0
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let first = 0
  let last = 0
  const tally = new Map<number, number>()

  const result = () => {
    switch (name) {
      case 'sum':
        return sum
      case 'min':
        return min
      case 'max':
        return max
      case 'mean':
        return sum / count
      case 'first':
        return first
      case 'last':
        return last
      case 'median':
        return upperMedian(tally, count)
    }
  }
  return {
    add(value, times) {
      if (count === 0) first = value
      last = value
      count += times
      sum += value * times
      min = Math.min(min, value)
      max = Math.max(max, value)
      if (name === 'median') tally.set(value, (tally.get(value) ?? 0) + times)
    },
    finish() {
      const value = count === 0 ? null : result()
      count = 0
      sum = 0
      min = Number.POSITIVE_INFINITY
      max = Number.NEGATIVE_INFINITY
      tally.clear()
      return value
    },
  }
}

function upperMedian(tally: Map<number, number>, count: number): number {
  let position = Math.floor(count / 2)
  for (const [value, times] of [...tally].sort(([a], [b]) => a - b)) {
    if (position < times) return value
    position -= times
  }
  return 0
}

/** Receives the value of a series in a window (Unix seconds; includes `start`, excludes `end`). */
type WindowVisitor = (start: number, end: number, value: number) => void

/** Maximum size of one query: windowed values, windows to visit, and the total seconds of all series. */
const limits = { values: 3_000_000, windows: 20_000_000, seconds: 4_000_000_000 }

/** Throws an `ApiError` (504, as Butlr returns under load) for a query that would block other requests. */
export function assertWithinLimits({ from, to, every }: ReportingQuery, series: number): void {
  const seconds = Math.max(0, to - from) * series
  if (seconds > limits.seconds || seconds / every > limits.windows) throw timeoutError()
}

function timeoutError(): ApiError {
  return new ApiError(504, 'TIMEOUT', 'The query takes too long.')
}

/** Creates a function that reduces a series to windowed values, the first of the two stages of a report. */
export function createWindowAggregator(
  query: ReportingQuery,
): (series: Series, visit: WindowVisitor) => void {
  const { every, reduce, createEmpty } = query
  const reducer = createReducer(reduce)
  let visited = 0
  return (series, visit) => {
    const countingVisit: WindowVisitor = (start, end, value) => {
      visited += 1
      if (visited > limits.values) throw timeoutError()
      visit(start, end, value)
    }
    // Sensors send at most one event per second, so every function returns the value of that event.
    if (every === 1 && !createEmpty) eachSecond(series, query, countingVisit)
    else eachWindow(series, query, reducer, countingVisit)
  }
}

function eachSecond(
  series: Series,
  { allowed, accepts }: ReportingQuery,
  visit: WindowVisitor,
): void {
  for (const span of allowed) {
    series.eachEvent(span.from, span.to, (instant, value) => {
      if (accepts(value)) visit(instant, instant + 1, value)
    })
  }
}

function eachWindow(
  series: Series,
  query: ReportingQuery,
  reducer: ReturnType<typeof createReducer>,
  visit: WindowVisitor,
): void {
  const { windows, accepts, createEmpty } = query
  const empty: { start: number; end: number }[] = []
  let seen = false
  const add = (value: number, count: number) => {
    if (accepts(value)) reducer.add(value, count)
  }
  const flushEmpty = () => {
    for (const window of empty) visit(window.start, window.end, 0)
    empty.length = 0
  }
  eachAllowedWindow(query, (start, parts) => {
    for (const part of parts) series.eachRun(part.from, part.to, add)
    const end = windows.next(start)
    const value = reducer.finish()
    if (value !== null) {
      seen = true
      flushEmpty()
      visit(start, end, value)
    } else if (createEmpty && accepts(0)) {
      empty.push({ start, end })
    }
  })
  // A series without any data gets no zeros, because a silent sensor must not look like an empty room.
  if (seen) flushEmpty()
}

/** Visits each window that overlaps the query range, with the parts that the time constraints allow. */
function eachAllowedWindow(
  { windows, from, to, allowed }: ReportingQuery,
  visit: (start: number, parts: ReportingQuery['allowed']) => void,
): void {
  let position = 0
  for (let start = windows.startOf(from); start < to; start = windows.next(start)) {
    const end = Math.min(to, windows.next(start))
    const begin = Math.max(from, start)
    while ((allowed[position]?.to ?? end) <= begin) position += 1
    const parts: ReportingQuery['allowed'] = []
    for (let index = position; (allowed[index]?.from ?? end) < end; index += 1) {
      const span = allowed[index]
      if (span !== undefined)
        parts.push({ from: Math.max(begin, span.from), to: Math.min(end, span.to) })
    }
    if (parts.length > 0) visit(start, parts)
  }
}

type Metrics = Record<MetricName, number>

/**
 * Computes the nine metrics of a leaf from its windowed values in chronological order (docs/butlr-api.md).
 * `stddev` divides by n and is computed in two passes; `median` is the chronologically middle value, at index
 * floor(n / 2), not the middle by size. Throws a RangeError if there are no values.
 */
export function computeMetrics(values: readonly number[]): Metrics {
  const count = values.length
  const first = values[0]
  const last = values[count - 1]
  const median = values[Math.floor(count / 2)]
  if (first === undefined || last === undefined || median === undefined) {
    throw new RangeError('A leaf without values has no metrics.')
  }
  let sum = 0
  let min = first
  let max = first
  for (const value of values) {
    sum += value
    if (value < min) min = value
    if (value > max) max = value
  }
  const mean = sum / count
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  return { sum, min, max, count, mean, median, stddev: Math.sqrt(squares / count), first, last }
}
