import { day } from '#src/time/duration.ts'
import { formatDayAndTime, formatTime } from '#src/time/zone.ts'
import type { ChartData } from './series.ts'

/** `10:24`, with its date when the chart covers more than a day. */
export function momentInWords(
  { from, to, zone }: Pick<ChartData, 'from' | 'to' | 'zone'>,
  at: number,
): string {
  return to - from > day ? formatDayAndTime(at, zone) : formatTime(at, zone)
}
