import { useId, useState, type ReactNode } from 'react'
import { clsx } from 'clsx'
import { useQueryClient } from '@tanstack/react-query'
import { DataTable, toTableExport, type TableData } from '#src/components/charts/data-table.tsx'
import { TableToggle } from '#src/components/charts/chart-tools.tsx'
import { Button } from '#src/components/ui/button.tsx'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import { ExportButtons } from '#src/components/ui/export-buttons.tsx'
import { refetchInsights } from '#src/data/insights/insights-queries.ts'
import { formatDuration } from '#src/format/durations.ts'
import type { ExportHeading } from '#src/lib/csv.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { cannotBeShown } from '#messages/common.ts'
import * as text from '#messages/insights.ts'
import { describeInsightsError } from './insights-view.ts'

/**
 * A section of the page: its title, a note, and its content.
 *
 * @param table the same data as a table, which one button shows and another downloads; null without data
 * @param isTable whether the content is already a table, so that the section needs no table button
 * @param id ID of the section, whose title can then receive the focus
 * @param isWaiting whether the content belongs to an earlier selection, because the current one is loading
 */
export function InsightsSection({
  title,
  note,
  table = null,
  exportHeading,
  isTable = false,
  isWaiting = false,
  tools,
  className,
  id,
  children,
}: {
  title: string
  note?: ReactNode
  table?: TableData | null
  exportHeading?: ExportHeading
  isTable?: boolean
  isWaiting?: boolean
  tools?: ReactNode
  className?: string
  id?: string
  children: ReactNode
}) {
  const [isTableShown, setIsTableShown] = useState(false)
  const titleId = useId()
  return (
    <section aria-labelledby={titleId} id={id} className={clsx('insights-section', className)}>
      <div className="insights-title">
        <h2 id={titleId} tabIndex={id === undefined ? undefined : -1}>
          {title}
        </h2>
        {note !== undefined && <p>{note}</p>}
        {(tools !== undefined || table !== null) && (
          <div className="insights-tools">
            {tools}
            {table && !isTable && (
              <TableToggle pressed={isTableShown} onToggle={() => setIsTableShown(!isTableShown)} />
            )}
            {table && exportHeading && (
              <ExportButtons
                label={title}
                className="insights-csv"
                getTable={() =>
                  toTableExport(table, exportHeading, `${exportHeading.title}, ${title}`)
                }
              />
            )}
          </div>
        )}
      </div>
      <ErrorBoundary resetKey={table} fallback={<p>{cannotBeShown(title)}</p>}>
        <div aria-busy={isWaiting} className={clsx(isWaiting && 'insights-waiting')}>
          {isTableShown && table ? <DataTable table={table} /> : children}
        </div>
      </ErrorBoundary>
    </section>
  )
}

/** Replaces the content of a section whose data has not arrived: a skeleton, or the error and a button to try again. */
export function SectionPlaceholder({ title, error }: { title: string; error: Error | null }) {
  if (error === null) {
    return (
      <div role="status" className="insights-skeleton">
        <span className="sr-only">{text.loadingSection(title)}</span>
      </div>
    )
  }
  return (
    <div role="alert" className="insights-failure">
      <p>{text.loadFailed(describeInsightsError(error))}</p>
      <TryNowButton />
    </div>
  )
}

/** States that the last request failed, and how old the data on the page is. */
export function UpdateFailure({ error, updatedAt }: { error: Error; updatedAt: number }) {
  // `updatedAt` is a time of the device's clock.
  const age = useServerClock(() => formatDuration(Date.now() - updatedAt))
  return (
    <div role="status" className="insights-note insights-stale">
      <p>{text.updateFailed(describeInsightsError(error), age)}</p>
      <TryNowButton />
    </div>
  )
}

function TryNowButton() {
  const client = useQueryClient()
  return <Button onClick={() => void refetchInsights(client)}>{text.tryNow}</Button>
}
