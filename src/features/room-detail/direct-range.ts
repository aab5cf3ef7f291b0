import { isRolling, rangePeriod, type SelectedRange } from '#src/domain/history/ranges.ts'
import type { DirectRange } from '#src/domain/readings/direct-range.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatDays } from '#src/format/periods.ts'
import * as text from '#messages/room-chart.ts'

/**
 * Returns the range to request from Butlr.
 *
 * @param today an instant on the current day, in Unix milliseconds
 */
export function toDirectRange(range: SelectedRange, today: number, zone: TimeZone): DirectRange {
  if (isRolling(range)) return { name: range.name }
  return { name: 'period', ...rangePeriod(range, today, zone), zone }
}

/**
 * Returns a range as a phrase (`past 24 hours`) and as part of a download's title (`24 h`). For a period, the phrase is
 * its dates, and the title is null.
 */
export function nameDirectRange(
  range: DirectRange,
  today: number,
): { phrase: string; title: string | null } {
  if (range.name !== 'period') {
    return { phrase: text.rangePhrases[range.name], title: text.exportRanges[range.name] }
  }
  return { phrase: formatDays(range.from, range.to, range.zone, today), title: null }
}
