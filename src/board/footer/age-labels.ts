import * as text from '#messages/board.ts'
import { ago } from '#messages/units.ts'
import { second } from '#src/domain/time/duration.ts'
import { formatDuration } from '#src/format/durations.ts'
import type { BoardViewProps } from '#src/board/room-tile-model.ts'

/**
 * Returns labels for the age of the data, from long to short. Only labels of live data contain "Live".
 *
 * @param at when the data was current, in Unix milliseconds; null before the first data
 */
export function ageLabels(
  at: number | null,
  now: number,
  freshness: BoardViewProps['freshness'],
): string[] {
  return at === null ? [text.noDataYet] : labelsOf(now - at, freshness)
}

/**
 * Returns the longest possible label for each label of `ageLabels`. Layouts reserve this width, so that they do not
 * change every second.
 */
export function longestAgeLabels(freshness: BoardViewProps['freshness']): string[] {
  return labelsOf(59 * second, freshness)
}

function labelsOf(ageMs: number, freshness: BoardViewProps['freshness']): string[] {
  const age = formatDuration(ageMs)
  return freshness === 'live' ? [text.liveAge(age), ago(age), age] : [ago(age), age]
}
