import type { HistoryStatus } from '#src/contract/history.ts'
import { minuteMs, minutesPerDay, type MinuteRange } from '#src/domain/history/minutes.ts'
import type { HistoryIndex } from '#server/history/files/history-index.ts'
import { dayStart } from '#server/history/files/layout.ts'
import { collectedMinutesOfDay } from './due-minutes.ts'

/** The part of the status that the collector knows. */
export type CollectorStatus = Pick<
  HistoryStatus,
  'reason' | 'daysCollected' | 'daysDue' | 'from' | 'to' | 'resolution'
> & { state: 'collecting' | 'current' | 'elsewhere' | 'unavailable' }

type Progress = Pick<CollectorStatus, 'daysCollected' | 'daysDue' | 'from' | 'to'>

/**
 * A day counts as collected if at most this many minutes are missing, because the newest minutes are always missing.
 */
const toleratedMinutes = 15

/** Returns how many days of a range are collected, and the first and last collected instant in Unix milliseconds. */
export function describeProgress(index: HistoryIndex, range: MinuteRange): Progress {
  const progress: Progress = { daysCollected: 0, daysDue: 0, from: null, to: null }
  for (let day = dayStart(range.from); day < range.to; day += minutesPerDay) {
    const due = Math.min(range.to, day + minutesPerDay) - Math.max(range.from, day)
    const collected = collectedMinutesOfDay(index, day)
    const minutes = collected.reduce((sum, { from, to }) => sum + to - from, 0)
    progress.daysDue += 1
    if (minutes >= due - toleratedMinutes) progress.daysCollected += 1
    const [first, last] = [collected[0], collected.at(-1)]
    if (first === undefined || last === undefined) continue
    progress.from ??= first.from * minuteMs
    progress.to = last.to * minuteMs
  }
  return progress
}
