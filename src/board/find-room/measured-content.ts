import { outdated } from '#messages/board.ts'
import * as text from '#messages/find-room.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { minute } from '#src/domain/time/duration.ts'
import { formatDuration } from '#src/format/durations.ts'
import { localizeDigits } from '#src/format/localized-format.ts'
import { measureName, twoLineWidth } from '#src/board/typography/name-lines.ts'
import { detailsWidth, nameWidth, type FindRoomFit } from './find-room-card-fit.ts'
import type { FindRoomContent } from './find-room-model.ts'

/**
 * Widths of labels, in em. `name` and `twoLines` are widths that most names do not exceed on one line and on two lines.
 * Wider names get a smaller font size (`fitName`). The others are the widths of the widest labels. `rooms` is the
 * number of rooms in each column.
 */
export type MeasuredContent = Record<
  FindRoomFit['form'] | 'heading' | 'count' | 'age' | 'name' | 'twoLines',
  number
> & { rooms: readonly number[] }

/** The age that has the longest label. */
const longestAgeMs = 59 * minute

/**
 * Measures the labels of a board.
 *
 * @param label `place` measures floor names with their buildings, `floor` without
 */
export function measureContent(
  { columns }: FindRoomContent,
  label: 'place' | 'floor',
  locale: string,
): MeasuredContent {
  const items = columns.flatMap((column) => column.items)
  const rooms = columns.map((column) => column.items.length)
  const widest = (widths: readonly number[]) =>
    widths.reduce((most, width) => Math.max(most, width), 1)
  const age = measureText(localizeDigits(locale, outdated(formatDuration(longestAgeMs))), 1)
  return {
    side: widest(items.map((item) => detailsWidth(item, item[label], 'side'))),
    stack: widest(items.map((item) => detailsWidth(item, item[label], 'stack'))),
    place: widest([age, ...items.map((item) => detailsWidth(item, item[label], 'place'))]),
    heading: widest(columns.map(({ group }) => measureText(text.groupHeadings[group], 1))),
    count: widest(rooms.map(countWidth)),
    age,
    name: mostOf(items.map(({ name }) => nameWidth(name))),
    twoLines: mostOf(items.map(({ name }) => twoLineWidth(measureName(name)))),
    rooms: rooms.length === 0 ? [1] : rooms,
  }
}

/** Returns the 75th percentile. */
function mostOf(widths: readonly number[]): number {
  const sorted = [...widths].sort((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * 0.75) - 1] ?? 1
}

/** Returns the width of the largest possible number of free rooms, in em. */
function countWidth(rooms: number): number {
  return measureText(text.freeCount(String(rooms).replace(/\d/g, '8')), 1)
}
