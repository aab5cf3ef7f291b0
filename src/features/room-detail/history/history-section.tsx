import { useId, useState, type ReactNode } from 'react'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import { ScrollRegion } from '#src/components/ui/scroll-region.tsx'
import { formatDecimal } from '#src/format/decimals.ts'
import type { Cell, ExportHeading } from '#src/lib/csv.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
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

/** A day or a time: local on the page, ISO 8601 in the CSV file. */
type TimeCell = { shown: string; exported: string }

/** The data of a section: column headings and rows. The first cell of a row is its heading. */
export type HistoryTable = {
  caption: string
  columns: readonly string[]
  rows: readonly (readonly (Cell | TimeCell)[])[]
}

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
  table: HistoryTable | null
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
              toExport={() => toExport(table, exportHeading, exportTitle)}
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

function toExport({ columns, rows }: HistoryTable, heading: ExportHeading, title: string) {
  const exported = rows.map((cells) => cells.map((cell) => (isTime(cell) ? cell.exported : cell)))
  return { ...heading, title, rows: [columns, ...exported] }
}

function isTime(cell: Cell | TimeCell): cell is TimeCell {
  return typeof cell === 'object' && cell !== null
}

function DataTable({ table: { caption, columns, rows } }: { table: HistoryTable }) {
  return (
    <ScrollRegion label={charts.tableRegion(caption)} className="room-history-table">
      <table>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([heading = null, ...cells]) => (
            <tr key={isTime(heading) ? heading.exported : heading}>
              <th scope="row">
                <CellText cell={heading} />
              </th>
              {cells.map((cell, index) => (
                <td key={columns[index + 1]}>
                  <CellText cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function CellText({ cell }: { cell: Cell | TimeCell }) {
  if (isTime(cell)) return cell.shown
  if (cell !== null) return typeof cell === 'number' ? formatDecimal(cell) : cell
  return (
    <>
      <span aria-hidden="true" className="text-ink-faint">
        –
      </span>
      <span className="sr-only">{charts.tableNoData}</span>
    </>
  )
}
