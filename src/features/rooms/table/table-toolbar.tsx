import { formatCsv, download } from '#src/lib/download.ts'
import type { RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'
import { columns, type ColumnName, columnNames } from './table-columns.ts'
import { Columns3, Copy, Download } from 'lucide-react'
import { useState } from 'react'
import { formatRooms } from '#messages/common.ts'
import { formatTimeZone, formatDateTime } from '#src/format/dates.ts'
import { type TimeZone } from '#src/domain/time/time-zone.ts'
import { Button } from '#src/components/ui/button.tsx'
import { Popover } from '#src/components/ui/popover.tsx'
import { title } from '#messages/rooms.tsx'
import * as text from '#messages/rooms-table.ts'

/**
 * Returns the table as rows of cells: the headings, then one row per room. Contains all rooms that match the filters,
 * not only those scrolled into view.
 */
export function toTableRows(
  rooms: readonly RoomCardModel[],
  shown: readonly ColumnName[],
  at: number | null,
): string[][] {
  return [
    shown.map((name) => columns[name].label),
    ...rooms.map((one) => shown.map((name) => columns[name].text(one, at))),
  ]
}

/** Formats rows for the clipboard, with tabs between cells, as spreadsheets accept them. */
export function toTabSeparated(lines: readonly (readonly string[])[]): string {
  return lines
    .map((cells) => cells.map((cell) => cell.replaceAll(/\s+/g, ' ')).join('\t'))
    .join('\n')
}

/**
 * Formats rows as a CSV file, preceded by a title, the time of the data and the filters.
 *
 * @param asOf formatted time of the data, with its time zone
 * @param filters query that filters the rooms; empty for all
 */
export function toTableCsv(
  lines: readonly (readonly string[])[],
  asOf: string,
  filters: string,
): string {
  return formatCsv([
    [title],
    [text.csvAsOf, asOf],
    [text.csvFilters, filters || text.csvNoFilters],
    [],
    ...lines,
  ])
}

function formatAsOf(at: number | null, zone: TimeZone): string {
  return at === null
    ? text.csvUnknownTime
    : text.csvTime(formatDateTime(at, zone, at), formatTimeZone(zone, at))
}

const iconProps = { className: 'size-4', strokeWidth: 1.5, 'aria-hidden': true } as const

/** Number of rooms, column selection, copy and CSV download. */
export function TableToolbar({
  rooms,
  shown,
  at,
  zone,
  filters,
  onColumns,
}: {
  rooms: readonly RoomCardModel[]
  shown: readonly ColumnName[]
  at: number | null
  zone: TimeZone
  /** The query that filters the rooms. */
  filters: string
  onColumns: (shown: readonly ColumnName[]) => void
}) {
  const [copyStatus, setCopyStatus] = useState('')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(toTabSeparated(toTableRows(rooms, shown, at)))
      setCopyStatus(text.copied(rooms.length))
    } catch {
      setCopyStatus(text.copyFailed)
    }
  }
  const downloadCsv = () => {
    const csv = toTableCsv(toTableRows(rooms, shown, at), formatAsOf(at, zone), filters)
    download(new Blob([csv], { type: 'text/csv;charset=utf-8' }), `${title}.csv`)
  }
  return (
    <div className="flex flex-wrap items-center gap-1 pb-2">
      <p className="mr-auto text-ink-muted">{formatRooms(rooms.length)}</p>
      <span role="status" className="px-2 text-ink-muted">
        {copyStatus}
      </span>
      <Popover
        label={text.columns}
        className="w-56"
        buttonClassName="flex h-8 items-center gap-1.5 rounded-control px-2 font-medium text-ink-muted hover:bg-selected hover:text-ink"
        button={
          <>
            <Columns3 {...iconProps} />
            {text.columns}
          </>
        }
      >
        <fieldset className="grid gap-2">
          <legend className="sr-only">{text.columns}</legend>
          {columnNames.slice(1).map((name) => (
            <label key={name} className="flex items-center gap-2">
              <input
                type="checkbox"
                className="accent-accent"
                checked={shown.includes(name)}
                onChange={({ target }) =>
                  onColumns(
                    columnNames.filter((one) =>
                      one === name ? target.checked : shown.includes(one),
                    ),
                  )
                }
              />
              {columns[name].label}
            </label>
          ))}
        </fieldset>
      </Popover>
      <Button variant="quiet" onClick={() => void copy()}>
        <Copy {...iconProps} />
        {text.copyButton}
      </Button>
      <Button variant="quiet" onClick={downloadCsv}>
        <Download {...iconProps} />
        {text.csvButton}
      </Button>
    </div>
  )
}
