import type { RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'
import { columns, columnNames, type ColumnName, type SelectedColumn } from './table-columns.ts'
import { Columns3 } from 'lucide-react'
import { formatRooms } from '#messages/common.ts'
import { ExportButtons } from '#src/components/ui/export-buttons.tsx'
import { Popover } from '#src/components/ui/popover.tsx'
import { useTopology } from '#src/data/topology/queries.ts'
import type { OverviewParams } from '#src/lib/overview-params.ts'
import { toRoomsExport } from './table-export.ts'
import * as text from '#messages/rooms-table.ts'

const iconProps = { className: 'size-4', strokeWidth: 1.5, 'aria-hidden': true } as const

export function TableToolbar({
  rooms,
  selected,
  shown,
  at,
  params,
  onColumns,
}: {
  rooms: readonly RoomCardModel[]
  /** The columns that the user has selected. */
  selected: readonly SelectedColumn[]
  /** The columns of the table. */
  shown: readonly ColumnName[]
  at: number | null
  params: OverviewParams
  onColumns: (selected: readonly SelectedColumn[]) => void
}) {
  const { topology } = useTopology()
  return (
    <div className="flex flex-wrap items-center gap-1 pb-2">
      <p className="mr-auto text-ink-muted">{formatRooms(rooms.length)}</p>
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
                checked={selected.includes(name)}
                onChange={({ target }) =>
                  onColumns(
                    columnNames.filter((one) =>
                      one === name ? target.checked : selected.includes(one),
                    ),
                  )
                }
              />
              {columns[name].label}
            </label>
          ))}
        </fieldset>
      </Popover>
      <ExportButtons
        getTable={() => toRoomsExport(rooms, shown, at, params, topology)}
        count={formatRooms(rooms.length)}
      />
    </div>
  )
}
