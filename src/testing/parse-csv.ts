/**
 * Parses a CSV file (RFC 4180), independently of the code that writes it. Only `separator` and line breaks outside
 * quotes end a cell.
 *
 * @throws if the file has no byte order mark or an unclosed quote
 */
export function parseCsv(file: string, separator = ','): string[][] {
  if (!file.startsWith('\uFEFF')) throw new Error('The file has no byte order mark.')
  const rows: string[][] = []
  let row: string[] = []
  let at = 1
  while (at < file.length) {
    let cell = ''
    if (file[at] === '"') {
      for (at++; ; at++) {
        if (at >= file.length) throw new Error('A quote is not closed.')
        if (file[at] !== '"') cell += file[at]
        else if (file[at + 1] === '"') cell += file[at++]
        else break
      }
      at++
    } else {
      while (at < file.length && file[at] !== separator && !file.startsWith('\r\n', at))
        cell += file[at++]
    }
    row.push(cell)
    if (file[at] === separator) {
      at++
      // After a separator at the end of a line, there is an empty cell.
      if (at < file.length && !file.startsWith('\r\n', at)) continue
      row.push('')
    }
    if (file.startsWith('\r\n', at)) at += 2
    rows.push(row)
    row = []
  }
  return rows
}
