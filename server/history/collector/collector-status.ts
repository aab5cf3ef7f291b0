import {
  emptyHistory,
  type HistoryReason,
  type HistoryStatus,
} from '#src/contract/history-status.ts'
import { minuteMs, minutesPerDay, type MinuteRange } from '#src/domain/history/minutes.ts'
import type { HistoryIndex } from '#server/history/files/history-index.ts'
import { countMinutes } from '#src/domain/history/opening-hours.ts'
import { dayStart } from '#server/history/files/layout.ts'
import { clip, subtract, type MinuteSet } from '#server/history/files/minute-ranges.ts'
import type { HistoryFailure } from '#server/history/protocol.ts'
import { collectedMinutesOfDay } from './due-minutes.ts'

/** The part of the history status that the collector determines. */
export type CollectorStatus = Pick<
  HistoryStatus,
  'reason' | 'daysCollected' | 'daysDue' | 'undeliveredMinutes' | 'from' | 'to' | 'resolution'
> & { state: 'collecting' | 'current' | 'elsewhere' | 'unavailable' }

type Progress = Omit<CollectorStatus, 'state' | 'reason' | 'resolution'>

/**
 * The reason in the status for each failure of a request to Butlr; null if the failure is not a problem, because the
 * request was cancelled or a shorter window follows.
 */
export const failureReasons: Record<HistoryFailure['code'], HistoryReason | null> = {
  unavailable: 'butlr_unavailable',
  unreachable: 'butlr_unavailable',
  busy: 'butlr_unavailable',
  refused: 'butlr_refused',
  forbidden: 'butlr_denied',
  failed: 'butlr_invalid',
  cancelled: null,
  too_large: null,
}

/**
 * A day counts as collected if at most this many minutes are missing, because the newest minutes are always missing.
 */
const toleratedMinutes = 15

/**
 * Returns how much of a range is collected. `from` and `to` are in Unix milliseconds.
 *
 * @param notDelivered minutes that Butlr does not deliver; a day counts as collected without them
 */
export function describeProgress(
  index: HistoryIndex,
  range: MinuteRange,
  notDelivered: MinuteSet,
): Progress {
  const progress: Progress = { ...emptyHistory }
  for (let day = dayStart(range.from); day < range.to; day += minutesPerDay) {
    const due = Math.min(range.to, day + minutesPerDay) - Math.max(range.from, day)
    const collected = collectedMinutesOfDay(index, day)
    const missing = clip(notDelivered, { from: day, to: day + minutesPerDay })
    const undelivered = countMinutes(subtract(missing, collected))
    const minutes = countMinutes(collected) + undelivered
    progress.undeliveredMinutes += undelivered
    progress.daysDue += 1
    if (minutes >= due - toleratedMinutes) progress.daysCollected += 1
    const [first, last] = [collected[0], collected.at(-1)]
    if (first === undefined || last === undefined) continue
    progress.from ??= first.from * minuteMs
    progress.to = last.to * minuteMs
  }
  return progress
}
