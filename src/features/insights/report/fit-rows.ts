/** Heights of a table row with one line of text, and of each further line, in CSS pixels as in report-table.css. */
const rowHeight = 20
const lineHeight = 16
/** Average width of a character of a name, in CSS pixels, rounded up. */
const characterWidth = 6.6
/** Width of the mark of a suspect sensor and the space after it, in CSS pixels. */
const markWidth = 20

/**
 * Returns the number of lines of a room's name in a column. An estimate that does not depend on the browser, so that the
 * same rows are printed as displayed.
 *
 * @param columnWidth in CSS pixels
 */
export function countNameLines(name: string, columnWidth: number, hasMark: boolean): number {
  const width = Math.floor((columnWidth - (hasMark ? markWidth : 0)) / characterWidth)
  let lines = 1
  let used = 0
  for (const { length } of name.split(/[\s-]+/)) {
    const needed = used === 0 ? length : used + 1 + length
    if (needed <= width) {
      used = needed
      continue
    }
    // A word that is longer than a line breaks anywhere.
    lines += (used === 0 ? 0 : 1) + Math.ceil(length / width) - 1
    used = length % width
  }
  return lines
}

/** Returns the first rows, as many as fit in the height of a number of rows with one line each; at least one. */
export function fitRows<TRow>(
  rows: readonly TRow[],
  count: number,
  countLines: (row: TRow) => number,
): TRow[] {
  let height = 0
  const end = rows.findIndex((row) => {
    height += rowHeight + (countLines(row) - 1) * lineHeight
    return height > count * rowHeight
  })
  return rows.slice(0, end === -1 ? rows.length : Math.max(1, end))
}
