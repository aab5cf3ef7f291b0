import { plainName } from '#src/contract/butlr-values.ts'

/** Null is an empty cell. */
export type Cell = string | number | null

export type ExportHeading = {
  /** `toFileName` derives the file name from the title. */
  title: string
  /** Lines below the title, such as location and filters. */
  details: readonly (readonly [label: string, value: Cell])[]
}

/** A table to export. The first row contains the column headings. */
export type TableExport = ExportHeading & { rows: readonly (readonly Cell[])[] }

/** Makes spreadsheets read the file as UTF-8. */
const byteOrderMark = '\uFEFF'

/**
 * Formats a table as a CSV file (RFC 4180 with a byte order mark): title, details, an empty line, and the rows. Uses no
 * library, because libraries that protect against formulas turn negative numbers into text, and miss formulas after
 * white space.
 */
export function formatCsv({ title, details, rows }: TableExport): string {
  return byteOrderMark + formatCsvRows(withHeading({ title, details, rows }))
}

function withHeading({ title, details, rows }: TableExport): (readonly Cell[])[] {
  return [[title], ...details, [], ...rows]
}

/** Formats rows that follow those of `formatCsv`, so that a large file can be written in parts. */
export function formatCsvRows(rows: readonly (readonly Cell[])[]): string {
  return rows.map((cells) => `${cells.map(toCsvCell).join(',')}\r\n`).join('')
}

function toCsvCell(cell: Cell): string {
  const text = toSafeText(cell)
  return /[",;\r\n\t]|^\s|\s$/.test(text) ? quote(text) : text
}

/**
 * Formats a table for the clipboard: the same rows as in `formatCsv`, with tabs between cells. White space in a cell
 * becomes a single space.
 */
export function formatTabSeparated(table: TableExport): string {
  return withHeading(table)
    .map((cells) => cells.map(toTabSeparatedCell).join('\t'))
    .join('\n')
}

function toTabSeparatedCell(cell: Cell): string {
  const text = toSafeText(cell).replaceAll(/[\s\p{Cc}]+/gu, ' ')
  // A quote at the start would make a spreadsheet join all cells up to the next quote.
  return text.includes('"') ? quote(text) : text
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/**
 * Matches the start of a formula: `=`, `+`, `-`, `@`, or a character that Unicode normalization turns into one of them,
 * possibly after white space or invisible characters.
 */
const formula = String.raw`[\s\p{Cc}\p{Cf}\p{Z}\p{DI}\u2800]*[=+\-@＝＋－＠﹦﹢﹣﹫⁼⁺₌₊⩵⩶﬩]`
const formulaAtStart = new RegExp(String.raw`^(?=${formula}|[\t\r])`, 'u')
/**
 * Matches a separator before a formula, because a spreadsheet that does not expect commas may start a new cell there.
 */
const formulaAfterSeparator = new RegExp(String.raw`([;\t\r\n])(?=${formula})`, 'gu')
const negativeNumber = /^-\d+(?:\.\d+)?$/

/**
 * Returns the text of a cell. Numbers have no grouping, no exponent and at most six decimals. Text that a spreadsheet
 * would run as a formula gets an apostrophe, because names can contain anything (OWASP, "CSV Injection"). Isolate
 * characters from `displayName` are removed, so that equal names are equal in a spreadsheet.
 */
export function toSafeText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return formatPlainNumber(cell)
  if (negativeNumber.test(cell)) return cell
  return plainName(cell).replaceAll(formulaAfterSeparator, "$1'").replace(formulaAtStart, "'")
}

function formatPlainNumber(value: number): string {
  // Rounding can return −0, which `String` writes as `0`.
  return Number.isFinite(value) ? String(Number(value.toFixed(6))) : ''
}
