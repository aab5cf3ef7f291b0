import { sensorHealthIntervalMs } from '#src/contract/display.ts'
import * as text from '#messages/board.ts'
import { minute } from '#src/domain/time/duration.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { formatDuration } from '#src/format/durations.ts'
import { localizeDigits } from '#src/format/localized-format.ts'
import type { BoardViewProps } from './room-tile-model.ts'

type SensorStatusLabel = { full: string; short: string }

/**
 * Returns a label if the sensor status is unknown, or older than two of its request intervals. Null otherwise, and
 * before the first readings. With an old status, a board may show a room as free although its sensors have failed.
 */
export function sensorStatusLabel({
  board,
  sensorsAt,
  at,
  now,
  intervalMs,
}: Pick<
  BoardViewProps,
  'board' | 'sensorsAt' | 'at' | 'now' | 'intervalMs'
>): SensorStatusLabel | null {
  if (at === null) return null
  if (sensorsAt === null) return text.sensorStatusUnknown
  const ageMs = now - sensorsAt
  if (ageMs <= 2 * Math.max(sensorHealthIntervalMs, intervalMs)) return null
  return ageLabel(board.locale, ageMs)
}

function ageLabel(locale: string, ageMs: number): SensorStatusLabel {
  const { full, short } = text.sensorStatusAge(formatDuration(ageMs))
  return { full: localizeDigits(locale, full), short: localizeDigits(locale, short) }
}

/**
 * Returns the full text or, if that does not fit, the short text, and the width to reserve for it in em. The width is
 * that of the longest possible age, so that the layout of the footer does not change every minute.
 */
export function fitSensorStatus(
  locale: string,
  label: SensorStatusLabel,
  fits: (width: number) => boolean,
): { words: string; width: number } {
  const longest = ageLabel(locale, 59 * minute)
  const widthOf = (form: keyof SensorStatusLabel) =>
    Math.max(measureText(label[form], 1), measureText(longest[form], 1))
  const form = fits(widthOf('full')) ? 'full' : 'short'
  return { words: label[form], width: widthOf(form) }
}
