/** Formats lines of cells as comma-separated values (RFC 4180). */
export function formatCsv(lines: readonly (readonly string[])[]): string {
  return lines.map((cells) => `${cells.map(escapeCell).join(',')}\r\n`).join('')
}

/**
 * Quotes a cell if necessary. Adds an apostrophe before text that a spreadsheet would interpret as a formula, because
 * names come from the building's administration and can contain anything (OWASP, "CSV Injection").
 */
function escapeCell(cell: string): string {
  const harmless = /^[=+\-@\t\r]/.test(cell) && Number.isNaN(Number(cell)) ? `'${cell}` : cell
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/**
 * Downloads content as a file in the browser.
 *
 * @param name file name with extension; characters that file systems reject are replaced
 */
export function download(content: Blob, name: string): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = safeFileName(name)
  link.click()
  // The browser reads the URL before the next task. Revoking the URL then frees the blob.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}

/** Returns a name for any file system: `People by sensor, Juniper.csv` becomes `people-by-sensor-juniper.csv`. */
export function safeFileName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}.]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
}
