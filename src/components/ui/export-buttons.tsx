import { Copy, Download } from 'lucide-react'
import { clsx } from 'clsx'
import { useState } from 'react'
import type { TableExport } from '#src/lib/csv.ts'
import { downloadCsv } from '#src/lib/download.ts'
import * as text from '#messages/export.ts'
import { Button } from './button.tsx'
import { copyTable } from './copy-table.ts'

const iconProps = { className: 'size-4', strokeWidth: 1.5, 'aria-hidden': true } as const

/**
 * Buttons that copy a table or download it as CSV.
 *
 * @param getTable returns the table at the time of the click
 * @param count what the table contains, such as `3 rooms`; by default, its number of rows
 * @param label what the table contains, for the accessible names of the buttons on a page with several tables
 */
export function ExportButtons({
  getTable,
  count,
  label,
  copyText = text.copyButton,
  csvText = text.csvButton,
  className,
}: {
  getTable: () => TableExport
  count?: string
  label?: string
  copyText?: string
  csvText?: string
  className?: string
}) {
  const [status, setStatus] = useState('')
  const copy = async () => setStatus(await copyTable(getTable(), count))
  const nameOf = (action: string) =>
    label === undefined ? {} : { 'aria-label': text.actionOf(action, label) }
  return (
    <div className={clsx('flex items-center gap-1 print:hidden', className)}>
      <span role="status" className="text-ink-muted not-empty:px-2">
        {status}
      </span>
      <Button variant="quiet" {...nameOf(copyText)} onClick={() => void copy()}>
        <Copy {...iconProps} />
        {copyText}
      </Button>
      <Button variant="quiet" {...nameOf(csvText)} onClick={() => downloadCsv(getTable())}>
        <Download {...iconProps} />
        {csvText}
      </Button>
    </div>
  )
}
