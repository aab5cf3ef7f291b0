import { useId, useState, type ReactNode } from 'react'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import type { ExportHeading } from '#src/lib/csv.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import {
  DataTable,
  toTableExport,
  type TableData,
  type TimeCell,
} from '#src/components/charts/data-table.tsx'
import type { ChartImage } from '#src/components/charts/chart-png.tsx'
import { DownloadMenu, TableToggle } from '#src/components/charts/chart-tools.tsx'
import { formatTimestamp } from '#src/components/charts/chart-labels.ts'
import type { RoomHistory } from '#src/contract/history.ts'
import { formatTimeZone } from '#src/format/dates.ts'
import { formatIsoTime } from '#src/format/iso-time.ts'
import { formatDay } from '#src/format/periods.ts'
import { cannotBeShown } from '#messages/common.ts'
import * as charts from '#messages/charts.ts'
import * as text from '#messages/room-history.tsx'
import { sectionClasses, type SectionLevel } from '#src/features/room-detail/panel-layout.tsx'

type HistoryDay = Pick<RoomHistory['days'][number], 'date' | 'from' | 'to'>

/** Returns the cell of a day: `Tue 24 Nov`, `2026-11-24`. */
export function toDayCell({ date, from }: HistoryDay, zone: TimeZone): TimeCell {
  return { shown: formatDay(from, zone), exported: date }
}

/** Returns the cell of an instant on a day: `09:14`, `2026-11-24T09:14:00+01:00`. */
export function toTimeCell(
  at: number | null,
  { from, to }: HistoryDay,
  zone: TimeZone,
): TimeCell | null {
  if (at === null) return null
  return { shown: formatTimestamp({ from, to, zone }, at), exported: formatIsoTime(at, zone) }
}

/** The drawing of a section for its image. */
export type SectionImage = Pick<ChartImage, 'height' | 'drawing'>

/**
 * A section about a period: its title and note, its chart, and the same data as a table, as CSV and as an image.
 *
 * @param table null if the section has no data
 * @param image returns the chart as it appears in an image
 * @param isTable whether the content is already a table, so that the section needs no table button
 */
export function HistorySection({
  title,
  note,
  level,
  table,
  image,
  zone,
  isTable = false,
  exportHeading,
  id,
  children,
}: {
  title: string
  note?: string
  level: SectionLevel
  table: TableData | null
  image: () => SectionImage
  zone: TimeZone
  isTable?: boolean
  exportHeading: ExportHeading
  id?: string
  children: ReactNode
}) {
  const [isTableShown, setIsTableShown] = useState(false)
  const Heading = `h${level}` as const
  const titleId = useId()
  const exportTitle = `${exportHeading.title}, ${title}`
  return (
    <section aria-labelledby={titleId} id={id} className={sectionClasses}>
      <div className="room-history-title">
        <Heading id={titleId} className="text-15 font-semibold">
          {title}
        </Heading>
        {note !== undefined && <p className="text-ink-muted">{note}</p>}
        {table && (
          <div className="room-history-title-tools">
            {!isTable && (
              <TableToggle pressed={isTableShown} onToggle={() => setIsTableShown(!isTableShown)} />
            )}
            <DownloadMenu
              label={`${charts.downloadMenu}: ${title}`}
              title={exportTitle}
              toExport={() => toTableExport(table, exportHeading, exportTitle)}
              renderImage={async () => {
                const { renderImagePng } = await import('#src/components/charts/chart-png.tsx')
                const place = text.localTime(formatTimeZone(zone, Date.now()))
                const subtitle = [note, place].filter((part) => part !== undefined).join(' · ')
                return renderImagePng({ ...image(), title: exportTitle, subtitle })
              }}
            />
          </div>
        )}
      </div>
      <ErrorBoundary resetKey={table} fallback={<p>{cannotBeShown(title)}</p>}>
        {isTableShown && table ? <DataTable table={table} /> : children}
      </ErrorBoundary>
    </section>
  )
}
