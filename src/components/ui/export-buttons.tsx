import { Copy, Download } from 'lucide-react'
import { useState } from 'react'
import { formatTabSeparated, type TableExport } from '#src/lib/csv.ts'
import { downloadCsv } from '#src/lib/download.ts'
import * as text from '#messages/export.ts'
import { Button } from './button.tsx'

const iconProps = { className: 'size-4', strokeWidth: 1.5, 'aria-hidden': true } as const

/**
 * Buttons that copy a table or download it as CSV.
 *
 * @param getTable returns the table at the time of the click
 * @param count what the table contains, such as `3 rooms`
 */
export function ExportButtons({ getTable, count }: { getTable: () => TableExport; count: string }) {
  const [status, setStatus] = useState('')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(formatTabSeparated(getTable().rows))
      setStatus(text.copied(count))
    } catch {
      setStatus(text.copyFailed)
    }
  }
  return (
    <div className="flex items-center gap-1 print:hidden">
      <span role="status" className="text-ink-muted not-empty:px-2">
        {status}
      </span>
      <Button variant="quiet" onClick={() => void copy()}>
        <Copy {...iconProps} />
        {text.copyButton}
      </Button>
      <Button variant="quiet" onClick={() => downloadCsv(getTable())}>
        <Download {...iconProps} />
        {text.csvButton}
      </Button>
    </div>
  )
}
