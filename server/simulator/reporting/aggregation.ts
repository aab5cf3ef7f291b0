import type { WindowFunction, MetricName } from '#src/contract/reporting.ts'
import { ApiError } from '#server/simulator/api-error.ts'
import type { ReportingQuery } from './reporting-query.ts'
import type { Series } from './series.ts'

/** Reduces the events of one series in one window to one value. */
export type Reducer = {
  /** Takes `count` events of the same value that follow one another. */
  add: (value: number, count: number) => void
  /** The value of the window, and a fresh start; `null` when there was no event. */
  finish: () => number | null
}

/**
 * A reducer for a window function. `median` is here the smoothing one: the middle by size, the upper of two (Butlr
 * API notes leave its tie rule open).
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

/** One series' value in one window, from `start` to before `end` (Unix seconds). */
type WindowVisitor = (start: number, end: number, value: number) => void

/** What one answer may cost: values in it, windows to go through, and seconds of all its series together. */
const limits = { values: 3_000_000, windows: 20_000_000, seconds: 4_000_000_000 }

/** Refuses (504, as Butlr does under load) a question that would keep everybody else waiting. */
export function assertWithinLimits({ from, to, every }: ReportingQuery, series: number): void {
  const seconds = Math.max(0, to - from) * series
  if (seconds > limits.seconds || seconds / every > limits.windows) throw timeoutError()
}

function timeoutError(): ApiError {
  return new ApiError(504, 'TIMEOUT', 'The question takes too long to answer.')
}

/** Reduces series to windowed values: the first of the two stages (Butlr API notes, numeric conventions). */
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
    // An event a second at most: such a window holds one event and every function gives its value.
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
  // Where a series has nothing at all there is nothing to fill: a silent sensor must not read as an empty room.
  if (seen) flushEmpty()
}

/** Visits each window that a question's span touches, with the parts of it in which data is wanted. */
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

export type Metrics = Record<MetricName, number>

/**
 * The nine metrics of the windowed values of one leaf, in order of time (tutorial, section 2.2; Butlr API notes,
 * numeric conventions). `stddev` divides by n and is worked out in two passes; `median` is the chronological middle,
 * the element at floor(n / 2), not the middle by size. There must be at least one value.
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
