import { csvText } from '#src/lib/csv-text.ts'
import type { RoomInView } from '#src/domain/live-rooms/rooms-in-view.ts'
import { columns, type ColumnName } from './columns.ts'

/**
 * What the table shows as lines of cells: the columns' names, then one line a room. All rooms that the filters leave,
 * not only those that are scrolled into view.
 */
export function tableLines(
  rooms: readonly RoomInView[],
  shown: readonly ColumnName[],
  at: number | null,
): string[][] {
  return [
    shown.map((name) => columns[name].label),
    ...rooms.map((one) => shown.map((name) => columns[name].text(one, at))),
  ]
}

/** For the clipboard, as spreadsheets take it: tabs between cells. */
export function tabText(lines: readonly (readonly string[])[]): string {
  return lines
    .map((cells) => cells.map((cell) => cell.replaceAll(/\s+/g, ' ')).join('\t'))
    .join('\n')
}

/**
 * As a file: lines that say what it is and when it was true, then the table.
 *
 * @param when the moment in words, with its zone
 * @param filters the query that the rooms were chosen by; empty for all
 */
export function tableCsv(
  lines: readonly (readonly string[])[],
  when: string,
  filters: string,
): string {
  return csvText([['Rooms'], ['True at', when], ['Filters', filters || 'none'], [], ...lines])
}
