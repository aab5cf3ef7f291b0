import { Columns3, Copy, Download } from 'lucide-react'
import { useState } from 'react'
import { download } from '#src/lib/download.ts'
import { roomsInWords } from '#src/format/card-words.ts'
import type { RoomInView } from '#src/domain/live-rooms/rooms-in-view.ts'
import { zoneInWords } from '#src/format/zone-label.ts'
import { formatDayAndTime, type Zone } from '#src/domain/time/zone.ts'
import { Button } from '#src/components/ui/button.tsx'
import { Popover } from '#src/components/ui/popover.tsx'
import { columnNames, columns, type ColumnName } from './columns.ts'
import { tabText, tableCsv, tableLines } from './export.ts'

const icon = { className: 'size-4', strokeWidth: 1.5, 'aria-hidden': true } as const

/** Which columns are shown, and what is shown as a copy or as a file. */
export function TableTools({
  rooms,
  shown,
  at,
  zone,
  filters,
  onColumns,
}: {
  rooms: readonly RoomInView[]
  shown: readonly ColumnName[]
  at: number | null
  zone: Zone
  /** The query that the rooms were chosen by. */
  filters: string
  onColumns: (shown: readonly ColumnName[]) => void
}) {
  const [said, setSaid] = useState('')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(tabText(tableLines(rooms, shown, at)))
      setSaid(`Copied ${roomsInWords(rooms.length)}`)
    } catch {
      setSaid('The browser does not allow copying here')
    }
  }
  const save = () => {
    const when =
      at === null ? 'unknown' : `${formatDayAndTime(at, zone, at)}, ${zoneInWords(zone, at)}`
    const csv = tableCsv(tableLines(rooms, shown, at), when, filters)
    download(new Blob([csv], { type: 'text/csv;charset=utf-8' }), 'Rooms.csv')
  }
  return (
    <div className="flex flex-wrap items-center gap-1 pb-2">
      <p className="mr-auto text-ink-muted">{roomsInWords(rooms.length)}</p>
      <span role="status" className="px-2 text-ink-muted">
        {said}
      </span>
      <Popover
        label="Columns"
        className="w-56"
        buttonClassName="flex h-8 items-center gap-1.5 rounded-control px-2 font-medium text-ink-muted hover:bg-selected hover:text-ink"
        button={
          <>
            <Columns3 {...icon} />
            Columns
          </>
        }
      >
        <fieldset className="grid gap-2">
          <legend className="sr-only">Columns</legend>
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
      <Button look="quiet" onClick={() => void copy()}>
        <Copy {...icon} />
        Copy
      </Button>
      <Button look="quiet" onClick={save}>
        <Download {...icon} />
        CSV
      </Button>
    </div>
  )
}
