import { formatTabSeparated, type TableExport } from '#src/lib/csv.ts'
import * as text from '#messages/export.ts'

/**
 * Copies a table to the clipboard. Returns a message that confirms it, or that the browser refused it.
 *
 * @param count what the table contains, such as `3 rooms`; by default, its number of rows
 */
export async function copyTable(table: TableExport, count?: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(formatTabSeparated(table))
  } catch {
    return text.copyFailed
  }
  return describeCopied(table, count)
}

/**
 * Copies a table that is still loading, like `copyTable`. Call it in the handler of the click: most browsers refuse to
 * copy some seconds after a click, except to content that was promised at the click. Rejects if loading fails.
 */
export async function copyLoadingTable(loading: Promise<TableExport>): Promise<string> {
  const content = loading.then(formatTabSeparated)
  // Settles `content` even if the browser has no clipboard, because a promise that no one handles is reported as an error.
  const [isWritten] = await Promise.all([write(content), Promise.allSettled([content])])
  const table = await loading
  return isWritten ? describeCopied(table) : text.copyFailed
}

const plainText = 'text/plain'

/** Returns whether the content was written. */
async function write(content: Promise<string>): Promise<boolean> {
  try {
    // Firefox before 127 has no `ClipboardItem`, and copies only soon after the click.
    if (typeof ClipboardItem === 'undefined') await navigator.clipboard.writeText(await content)
    else {
      const blob = content.then((one) => new Blob([one], { type: plainText }))
      await navigator.clipboard.write([new ClipboardItem({ [plainText]: blob })])
    }
    return true
  } catch {
    return false
  }
}

function describeCopied({ rows }: TableExport, count?: string): string {
  // The first row contains the column headings.
  return text.copied(count ?? text.rows(rows.length - 1))
}
