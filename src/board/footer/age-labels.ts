import * as text from '#messages/board.ts'
import { ago } from '#messages/units.ts'
import { second } from '#src/domain/time/duration.ts'
import { formatDuration } from '#src/format/durations.ts'
import type { BoardViewProps } from '#src/board/room-tile-model.ts'

/**
 * Returns labels of the data's age, from long to short. They contain "Live" only while the data is live.
 *
 * @param at when the data was current, Unix milliseconds; null before the first data
 */
export function ageLabels(
  at: number | null,
  now: number,
  freshness: BoardViewProps['freshness'],
): string[] {
  return at === null ? [text.noDataYet] : labelsOf(now - at, freshness)
}

/**
 * Returns the longest labels that can replace those of `ageLabels`, so that the space for the age does not change every
 * second.
 */
export function longestAgeLabels(freshness: BoardViewProps['freshness']): string[] {
  return labelsOf(59 * second, freshness)
}

function labelsOf(ageMs: number, freshness: BoardViewProps['freshness']): string[] {
  const age = formatDuration(ageMs)
  return freshness === 'live' ? [text.liveAge(age), ago(age), age] : [ago(age), age]
}
