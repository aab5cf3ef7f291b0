import type { ChangeParams, OverviewParams } from '#src/lib/overview-params.ts'
import type { RoomInView } from '#src/domain/live-rooms/rooms-in-view.ts'
import { siteZone } from '#src/domain/time/zone.ts'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import { RowSpace } from '#src/components/ui/row-space.tsx'
import { useRowsInView } from '#src/components/ui/use-rows-in-view.ts'
import { columns } from './columns.ts'
import { RoomRow, type RoomRowProps } from './room-row.tsx'
import { TableHead } from './table-head.tsx'
import { TableTools } from './table-tools.tsx'
import { useColumns } from './use-columns.ts'

/** Pixels; every row is as high, so that nothing has to be measured. */
const rowHeight = 44

type TableViewProps = {
  rooms: readonly RoomInView[]
  at: number | null
  params: OverviewParams
  onChange: ChangeParams
  linkTo: (roomId: string) => string
  explainTo: (roomId: string) => string
  openRoomId: string | undefined
}

/**
 * The same rooms as a table. Only the rows in view are drawn, however many there are.
 *
 * @param rooms filtered and in their order
 * @param at when the figures were answered, Unix milliseconds
 * @param linkTo where a room opens
 * @param explainTo where a room's number is explained
 */
export function TableView({
  rooms,
  at,
  params,
  onChange,
  linkTo,
  explainTo,
  openRoomId,
}: TableViewProps) {
  const { shown, filters, choose } = useColumns()
  const { list, rows, before, after } = useRowsInView(rooms.length, rowHeight)
  const zone = rooms[0]?.place.zone ?? siteZone(null)
  const width = shown.reduce((sum, name) => sum + columns[name].width, 0)
  return (
    <>
      <TableTools
        rooms={rooms}
        shown={shown}
        at={at}
        zone={zone}
        filters={filters}
        onColumns={choose}
      />
      <div
        ref={list}
        className="max-xl:-mx-4 max-xl:overflow-x-auto max-xl:px-4 md:max-xl:-mx-8 md:max-xl:px-8"
      >
        <table
          aria-label="Rooms"
          aria-rowcount={rooms.length + 1}
          className="w-full table-fixed border-separate border-spacing-0"
          style={{ minWidth: width }}
        >
          <colgroup>
            {shown.map((name) => (
              <col key={name} style={{ width: columns[name].width }} />
            ))}
          </colgroup>
          <TableHead shown={shown} params={params} onChange={onChange} />
          <tbody>
            {before > 0 && <RowSpace height={before} />}
            {rows.map((index) => {
              const one = rooms[index]
              if (!one) return null
              return (
                <ErrorBoundary
                  key={one.room.id}
                  resetKey={one}
                  fallback={
                    <tr aria-rowindex={index + 2} className="h-11">
                      <td colSpan={shown.length} className="truncate border-b border-line px-3">
                        {one.room.name} cannot be shown.
                      </td>
                    </tr>
                  }
                >
                  <TableRow {...{ one, shown, index, linkTo, explainTo, openRoomId }} />
                </ErrorBoundary>
              )
            })}
            {after > 0 && <RowSpace height={after} />}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** Resolves a room's links inside its own error boundary. */
function TableRow({
  one: { shown: state, ...one },
  shown,
  index,
  linkTo,
  explainTo,
  openRoomId,
}: {
  one: RoomInView
  shown: RoomRowProps['shown']
  index: number
} & Pick<TableViewProps, 'linkTo' | 'explainTo' | 'openRoomId'>) {
  const { id } = one.room
  return (
    <RoomRow
      {...one}
      state={state}
      shown={shown}
      rowIndex={index + 2}
      href={linkTo(id)}
      explainHref={explainTo(id)}
      open={id === openRoomId}
    />
  )
}
