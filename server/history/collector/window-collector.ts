import type { MinuteRange, UnixMinute } from '#src/domain/history/minutes.ts'
import type { HistoryFiles } from '#server/history/files/history-files.ts'
import { dayStart } from '#server/history/files/layout.ts'
import type { MinuteSet } from '#server/history/files/minute-ranges.ts'
import type { HistoryFailure } from '#server/history/protocol.ts'
import type { CollectorOptions } from './collector-options.ts'
import type { ConfirmedClock } from './confirmed-clock.ts'
import type { Resolution } from './minute-request.ts'
import { createRequestBudget } from './request-budget.ts'
import { createSeriesLimit } from './series-limit.ts'
import { fetchWindow, probeResolution, storeWindow, windowSteps } from './window-collection.ts'
import { createWindowFailures } from './window-failures.ts'
import { createWindowSize } from './window-size.ts'

/** Fetches and stores windows, within the request budget. */
export type WindowCollector = {
  /** The length of windows that Butlr allows; null until `probe` has succeeded. */
  resolution: () => Resolution | null
  /** Whether to call `probe`: at the start, and once a day while Butlr refuses one-minute windows. */
  isProbeDue: () => boolean
  probe: () => Promise<void>
  /** Collects a window. Resolves with whether Butlr delivered it. */
  collect: (window: MinuteRange, resolution: Resolution) => Promise<boolean>
  /** Milliseconds until the next request may be sent. */
  waitMs: () => number
  /** Length of the next window in minutes. */
  length: () => number
  /** See `WindowFailures`. */
  setAside: () => MinuteSet
  undelivered: () => MinuteSet
  /** Returns a window that was set aside and that is to be requested again now, or null if none is due. */
  nextRetry: (range: MinuteRange) => MinuteRange | null
  /** The failure of the last request; null if it succeeded. */
  failure: () => HistoryFailure | null
}

const probeIntervalMs = 24 * 3_600_000

/** @param onChange called with a day whose readings changed, or whose window was set aside */
export function createWindowCollector(
  files: HistoryFiles,
  {
    gateway,
    now,
    elapsed,
    log,
    requestsPerMinute,
    seriesLimits,
  }: Pick<CollectorOptions, 'gateway' | 'elapsed' | 'log' | 'requestsPerMinute' | 'seriesLimits'> &
    Pick<ConfirmedClock, 'now'>,
  onChange: (day: UnixMinute) => void,
): WindowCollector {
  const budget = createRequestBudget(requestsPerMinute)
  const size = createWindowSize()
  const series = createSeriesLimit(files.index, log, seriesLimits)
  let resolution: Resolution | null = null
  let probedAt = Number.NEGATIVE_INFINITY
  let failures = createWindowFailures(windowSteps.minute)
  let failure: HistoryFailure | null = null

  function onFailure(window: MinuteRange, cause: HistoryFailure, isDivided: boolean): void {
    failure = cause
    // `busy` applies to all requests, so it does not count against the window.
    const isSetAside = cause.code !== 'busy' && failures.onFailure(window, now(), isDivided)
    log.warn({ problem: cause.code, isSetAside }, 'cannot fetch a window of the history')
    if (!isSetAside) return
    size.restore()
    onChange(dayStart(window.from))
  }

  return {
    resolution: () => resolution,
    isProbeDue() {
      if (resolution === 'minute') return false
      // If the last probe was later than now, the clock was wrong at the time.
      const age = now() - probedAt
      return resolution === null || age >= probeIntervalMs || age < 0
    },
    async probe() {
      const result = await probeResolution({ gateway, budget, elapsed, now })
      // If a later probe fails, the known resolution stays until the next day.
      if (result.ok || resolution !== null) probedAt = now()
      failure = result.ok ? null : result.failure
      if (!result.ok || result.value === resolution) return
      resolution = result.value
      failures = createWindowFailures(windowSteps[resolution])
      log.info({ resolution }, 'collecting windows of this length')
    },
    async collect(window, known) {
      const requestedAt = now()
      const { lead } = files.index.clock
      const isKept = series.forDay(dayStart(window.from))
      const options = { gateway, budget, size, resolution: known, elapsed, isKept }
      const fetched = await fetchWindow(window, options)
      if (!fetched.ok) {
        onFailure(window, fetched.failure, fetched.isDivided)
        return false
      }
      failure = null
      failures.onSuccess(window)
      await storeWindow(files, fetched.value, window, {
        resolution: known,
        requestedAt,
        lead,
      })
      onChange(dayStart(window.from))
      return true
    },
    waitMs: () => budget.waitMs(elapsed()),
    length: size.minutes,
    setAside: () => failures.setAside(),
    undelivered: () => failures.undelivered(),
    nextRetry: (range) => failures.nextRetry(range, now(), size.minutes()),
    failure: () => failure,
  }
}
