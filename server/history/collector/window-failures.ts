import type { MinuteRange } from '#src/domain/history/minutes.ts'
import { dayStart } from '#server/history/files/layout.ts'
import { subtract, unite, type MinuteSet } from '#server/history/files/minute-ranges.ts'

/**
 * The windows that Butlr does not deliver. After a few attempts a window is set aside, so that older windows are
 * collected. The window is requested again, in one piece, because the failures of an outage say nothing about it. If it
 * fails although Butlr delivers other windows, it is divided into halves, which are requested at growing intervals, so
 * that the part that Butlr can deliver arrives.
 */
export type WindowFailures = {
  setAside: () => MinuteSet
  /** The minutes set aside that failed again although Butlr delivered other windows in the meantime. */
  undelivered: () => MinuteSet
  /**
   * Returns the newest window that is due for a retry, or its end if it is longer than `length`, or null if none is due.
   * Adjoining windows of a day that were not requested again yet count as one.
   *
   * @param range the minutes of the history; windows before them are dropped
   * @param now Unix milliseconds
   * @param length in minutes
   */
  nextRetry: (range: MinuteRange, now: number, length: number) => MinuteRange | null
  /**
   * Records a failed window. Returns whether it is set aside now.
   *
   * @param isDivided whether the caller requests a shorter window next
   */
  onFailure: (window: MinuteRange, now: number, isDivided: boolean) => boolean
  onSuccess: (window: MinuteRange) => void
}

/**
 * Number of attempts before a window is set aside. A window just before a window that is set aside has only one
 * attempt.
 */
const maxAttempts = 3
const firstDelayMs = 10 * 60_000
const maxDelayMs = 24 * 3_600_000
/** Pause between a failed retry and the next retry. */
const retryPauseMs = 5 * 60_000

/** `successes`: number of windows that Butlr had delivered at the last failure. */
type Failure = MinuteRange & { level: number; retryAt: number; successes: number }

/** @param step windows begin and end at multiples of this number of minutes */
export function createWindowFailures(step: number): WindowFailures {
  let failures: Failure[] = []
  /** The last window that failed, and the number of failures of this window or its parts since the last success. */
  let series: MinuteRange & { count: number } = { from: 0, to: 0, count: 0 }
  let successes = 0
  let pausedUntil = Number.NEGATIVE_INFINITY

  const remove = (window: MinuteRange) => {
    failures = failures.flatMap((failure) =>
      subtract([failure], [window]).map((part) => ({ ...failure, ...part })),
    )
  }
  const add = (window: MinuteRange, level: number, now: number) => {
    remove(window)
    const retryAt = now + Math.min(firstDelayMs * 2 ** level, maxDelayMs)
    failures.push({ ...window, level, retryAt, successes })
  }
  const addHalves = ({ from, to }: MinuteRange, level: number, now: number) => {
    const middle = to - Math.ceil((to - from) / 2 / step) * step
    if (middle > from) add({ from, to: middle }, level, now)
    add({ from: Math.max(from, middle), to }, level, now)
  }

  return {
    setAside: () => toMinutes(failures),
    undelivered: () => toMinutes(failures.filter(({ level }) => level > 0)),
    nextRetry(range, now, length) {
      failures = failures.filter(({ to }) => to > range.from)
      // A time further away than the longest delay was set while the clock was wrong, so it counts as over.
      const isOver = (at: number) => now >= at || at - now > maxDelayMs
      const due = failures.filter(({ retryAt }) => isOver(retryAt))
      if (!isOver(pausedUntil)) return null
      const [newest, ...others] = due.toSorted((one, other) => other.to - one.to)
      if (newest === undefined) return null
      let { from } = newest
      for (const other of others) {
        const isSameDay = dayStart(other.from) === dayStart(newest.from)
        if (other.to !== from || other.level + newest.level > 0 || !isSameDay) break
        from = other.from
      }
      const { to } = newest
      return { from: Math.max(from, to - Math.max(step, Math.floor(length / step) * step)), to }
    },
    onFailure(window, now, isDivided) {
      const known = failures.filter((failure) => overlaps(failure, window))
      if (known.length > 0) {
        // While Butlr delivers nothing, the window is not the cause of the failure.
        const isOwn = isDivided || known.some((failure) => failure.successes < successes)
        const level = Math.max(...known.map((failure) => failure.level))
        if (isOwn) addHalves(window, level + 1, now)
        else add(window, level, now)
        pausedUntil = now + retryPauseMs
        return true
      }
      const isNext = failures.some(({ from }) => from === window.to)
      if (isDivided && !isNext) return false
      series = { ...window, count: overlaps(series, window) ? series.count + 1 : 1 }
      if (series.count < maxAttempts && !isNext) return false
      add(window, 0, now)
      return true
    },
    onSuccess(window) {
      if (overlaps(series, window)) series = { from: 0, to: 0, count: 0 }
      remove(window)
      // The failures until now may have been an outage, so its windows are requested again at once.
      const ofOutage = (failure: Failure) => failure.level === 0 && failure.successes === successes
      const now = Number.NEGATIVE_INFINITY
      if (failures.some(ofOutage)) pausedUntil = now
      failures = failures.map((one) => (ofOutage(one) ? { ...one, retryAt: now } : one))
      successes += 1
    },
  }
}

function toMinutes(failures: readonly Failure[]): MinuteSet {
  return unite(
    failures.map(({ from, to }) => ({ from, to })),
    [],
  )
}

function overlaps(one: MinuteRange, other: MinuteRange): boolean {
  return one.from < other.to && other.from < one.to
}
