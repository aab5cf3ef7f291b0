import * as text from '#messages/board.ts'
import { ago } from '#messages/units.ts'
import { second } from '#src/domain/time/duration.ts'
import { formatDuration } from '#src/format/durations.ts'
import { formatLocalTime, timeLocale } from '#src/format/localized-format.ts'
import type { BoardViewProps } from '#src/board/room-tile-model.ts'

export type AgeProps = Pick<
  BoardViewProps,
  'board' | 'zone' | 'freshness' | 'at' | 'now' | 'isReplay'
>

/**
 * Returns labels for the age of the data, from long to short. Only labels of live data contain "Live". In the replay,
 * the only label is the moment.
 */
export function ageLabels({
  board,
  zone,
  at,
  now,
  freshness,
  isReplay = false,
}: AgeProps): string[] {
  if (at === null) return [text.noDataYet]
  if (isReplay) return [text.replayedTime(formatLocalTime(timeLocale(board), zone, at))]
  return labelsOf(now - at, freshness)
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
