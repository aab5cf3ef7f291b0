import * as text from '#messages/board.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { displayedStates } from '#src/domain/live-rooms/displayed-rooms.ts'
import { second } from '#src/domain/time/duration.ts'
import { formatDuration } from '#src/format/durations.ts'
import { formatLocalNumber } from '#src/format/localized-format.ts'
import type { BoardContent } from './board-content.ts'

/** Widths of the footer's parts and of the gaps between them, in em (footer/totals-footer.tsx). */
const footerEm = { gap: 1.2, shape: 1.38, keyGap: 1, dot: 1 }
/** Assumed number of people in a room of unknown capacity, to estimate the width of the total. */
const peopleWithoutCapacity = 10

/**
 * Returns the largest font size at which total, legend and age fit on one line. Depends on the number of rooms but not
 * on their states. A board of three rooms, for example, shows at most three states.
 */
export function largestFooter({ rooms }: BoardContent, locale: string, width: number): number {
  const number = (count: number) => formatLocalNumber(locale, count)
  const people = rooms.reduce((sum, { capacity }) => sum + (capacity ?? peopleWithoutCapacity), 0)
  const total = measureText(text.peopleTotal(`${number(people)}+`, people, true), 1)
  const each = Math.ceil(rooms.length / displayedStates.length)
  const labels = displayedStates
    .map((state) => footerEm.shape + measureText(text.stateCounts[state](number(each), each), 1))
    .toSorted((a, b) => b - a)
    .slice(0, Math.max(1, rooms.length))
  const key = labels.reduce((sum, label) => sum + label + footerEm.keyGap, -footerEm.keyGap)
  const age = footerEm.dot + measureText(text.liveAge(formatDuration(59 * second)), 1)
  return width / (total + key + age + 2 * footerEm.gap)
}
