import { formatCsv, type TableExport } from './csv.ts'
import { toFileName } from './file-name.ts'

/**
 * Downloads content as a file in the browser.
 *
 * @param title what the file contains; `toFileName` derives the file name from it
 * @param extension such as `png`
 */
export function download(content: Blob, title: string, extension: string): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = toFileName(title, extension)
  link.click()
  // The browser reads the URL before the next task. Revoking it then frees the memory.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}

export function downloadCsv(table: TableExport): void {
  downloadCsvParts([formatCsv(table)], table.title)
}

/** Downloads a CSV file. @param parts the text of `formatCsv`, then of `formatCsvRows` */
export function downloadCsvParts(parts: readonly string[], title: string): void {
  download(new Blob([...parts], { type: 'text/csv;charset=utf-8' }), title, 'csv')
}
