import { useExplainHref, useRoomHref } from '#src/lib/navigation.tsx'
import { clsx } from 'clsx'
import type { UpdateOverviewParams, OverviewParams } from '#src/lib/overview-params.ts'
import {
  addUsualColumn,
  arrangeColumns,
  columns,
  type ColumnName,
  type WindowSize,
  useTableColumns,
} from './table-columns.ts'
import type { RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import { rootFontScale } from '#src/components/ui/root-font-scale.ts'
import { SortHead } from '#src/components/ui/table-head.tsx'
import { useElementWidth } from '#src/components/ui/use-element-width.ts'
import { useMediaQuery } from '#src/components/ui/use-media-query.ts'
import { useVirtualList } from '#src/components/ui/use-virtual-list.ts'
import { cannotBeShown } from '#messages/common.ts'
import { title } from '#messages/rooms.tsx'
import { RoomTableRow, type RoomTableRowProps } from './room-table-row.tsx'
import { TableToolbar } from './table-toolbar.tsx'

/** These columns sort in descending order by default, and in ascending order when reversed. */
const descendingFirst: readonly ColumnName[] = ['occupancy', 'capacity', 'utilisation', 'usual']

/** The column headings. A heading sorts by its column, or reverses the order when already sorted by it. */
function RoomTableHead({
  shown,
  params: { sort, reversed },
  scrolls,
  onChange,
}: {
  shown: readonly ColumnName[]
  params: OverviewParams
  /** Whether the table scrolls sideways in its container. */
  scrolls: boolean
  onChange: UpdateOverviewParams
}) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {shown.map((name) => {
          const column = columns[name]
          const isSorted = sort === column.sort
          return (
            <SortHead
              key={name}
              isSorted={isSorted}
              isAscending={descendingFirst.includes(name) === reversed}
              className={clsx(
                // In a container that scrolls, an offset from the top would move the header row over the first row.
                'sticky border-b border-line-strong bg-surface p-0 font-medium',
                !scrolls && 'top-13 md:top-14',
                name === 'room' ? 'left-0 z-3' : 'z-2',
              )}
              buttonClassName={clsx(
                'flex h-9 w-full items-center gap-1 px-3 whitespace-nowrap hover:text-ink',
                column.numeric && 'flex-row-reverse',
                isSorted ? 'text-ink' : 'text-ink-muted',
              )}
              onSort={() => onChange({ sort: column.sort, reversed: isSorted && !reversed })}
            >
              {column.label}
            </SortHead>
          )
        })}
      </tr>
    </thead>
  )
}

function useWindowSize(): WindowSize {
  const isDesktop = useMediaQuery('(width >= 88rem)')
  const isNarrow = useMediaQuery('(width < 64rem)')
  const isPhone = useMediaQuery('(width < 40rem)')
  if (isDesktop) return 'desktop'
  if (isPhone) return 'phone'
  return isNarrow ? 'tablet' : 'laptop'
}

/** Row height in pixels at the default font size (16 px); fixed, so that rows need no measurement. */
const rowHeight = 44

type TableViewProps = {
  rooms: readonly RoomCardModel[]
  at: number | null
  params: OverviewParams
  onChange: UpdateOverviewParams
  openRoomId: string | undefined
}

/**
 * Renders only the rows in view.
 *
 * @param rooms filtered and sorted
 * @param at time of the last poll, in Unix milliseconds
 */
export function TableView({ rooms, at, params, onChange, openRoomId }: TableViewProps) {
  const getRoomHref = useRoomHref()
  const getExplainHref = useExplainHref()
  const { selected, setColumns } = useTableColumns()
  const shown = addUsualColumn(selected, params.usual !== null)
  const { ref: list, width: availableWidth } = useElementWidth()
  const { rows, before, after } = useVirtualList({
    list,
    count: rooms.length,
    estimateHeight: () => rowHeight,
  })
  const arranged = arrangeColumns(shown, useWindowSize())
  const inOrder = arranged.map(({ name }) => name)
  const width = arranged.reduce((sum, column) => sum + column.width, 0)
  // In a container that scrolls sideways, the header row cannot stick to the viewport, so only a table that is too wide
  // gets such a container.
  const scrolls = availableWidth > 0 && availableWidth < width * rootFontScale()
  return (
    <>
      <TableToolbar {...{ rooms, selected, shown, at, params }} onColumns={setColumns} />
      <div ref={list} className={clsx(scrolls && '-mx-4 overflow-x-auto px-4 md:-mx-8 md:px-8')}>
        <table
          aria-label={title}
          aria-rowcount={rooms.length + 1}
          className="w-full table-fixed border-separate border-spacing-0"
          style={{ minWidth: `${width / 16}rem` }}
        >
          <colgroup>
            {arranged.map((column) => (
              <col key={column.name} style={{ width: `${(column.width / width) * 100}%` }} />
            ))}
          </colgroup>
          <RoomTableHead {...{ params, scrolls }} shown={inOrder} onChange={onChange} />
          <tbody>
            {before > 0 && <VirtualSpacer height={before} />}
            {rows.map(({ index }) => {
              const one = rooms[index]
              if (!one) return null
              return (
                <ErrorBoundary
                  key={one.room.id}
                  resetKey={one}
                  fallback={
                    <tr aria-rowindex={index + 2} className="h-11">
                      <td colSpan={shown.length} className="truncate border-b border-line px-3">
                        {cannotBeShown(one.room.name)}
                      </td>
                    </tr>
                  }
                >
                  <RoomTableRowContainer
                    {...{ one, index, getRoomHref, getExplainHref, openRoomId }}
                    shown={inOrder}
                  />
                </ErrorBoundary>
              )
            })}
            {after > 0 && <VirtualSpacer height={after} />}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** Takes the place of rows that are not rendered. */
function VirtualSpacer({ height }: { height: number }) {
  return <tr aria-hidden="true" style={{ height }} />
}

/** Computes a room's links inside the error boundary of its row. */
function RoomTableRowContainer({
  one: { displayedState: state, ...one },
  shown,
  index,
  getRoomHref,
  getExplainHref,
  openRoomId,
}: {
  one: RoomCardModel
  shown: RoomTableRowProps['shown']
  index: number
  getRoomHref: ReturnType<typeof useRoomHref>
  getExplainHref: ReturnType<typeof useExplainHref>
  openRoomId: string | undefined
}) {
  const { id } = one.room
  return (
    <RoomTableRow
      {...one}
      state={state}
      shown={shown}
      rowIndex={index + 2}
      href={getRoomHref(id)}
      explainHref={getExplainHref(`room:${id}`)}
      open={id === openRoomId}
    />
  )
}
