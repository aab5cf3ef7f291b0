/** Lines of cells as comma-separated values (RFC 4180). */
export function csvText(lines: readonly (readonly string[])[]): string {
  return lines.map((cells) => `${cells.map(escapeCell).join(',')}\r\n`).join('')
}

/**
 * Quotes what needs it. Text that a spreadsheet would take for a formula gets an apostrophe in front: names come
 * from the building's administration and may hold anything (OWASP, "CSV Injection").
 */
function escapeCell(cell: string): string {
  const harmless = /^[=+\-@\t\r]/.test(cell) && Number.isNaN(Number(cell)) ? `'${cell}` : cell
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
