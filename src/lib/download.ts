/** Lines of cells as comma-separated values (RFC 4180). */
export function formatCsv(lines: readonly (readonly string[])[]): string {
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

/**
 * Hands a file to the browser's downloads.
 *
 * @param name with its ending; what file systems refuse is replaced
 */
export function download(content: Blob, name: string): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = safeFileName(name)
  link.click()
  // The browser has taken the address by the next task; kept longer, the blob would never be freed.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}

/** A name that every file system takes: `People by sensor, Juniper.csv` → `people-by-sensor-juniper.csv`. */
export function safeFileName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}.]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
}
