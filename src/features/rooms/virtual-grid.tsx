import { useExplainHref, useRoomHref } from '#src/lib/navigation.tsx'
import type { FloorGroup, RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'
import { useId, useMemo } from 'react'
import { rootFontScale } from '#src/components/ui/root-font-scale.ts'
import { useVirtualList } from '#src/components/ui/use-virtual-list.ts'
import { useIsPrinting } from '#src/components/ui/use-is-printing.ts'
import { useElementWidth } from '#src/components/ui/use-element-width.ts'
import { encodePathSegment } from '#src/lib/routes.ts'
import { chooseMaxColumns, toCardProps, RoomGridItem, type GroupedGridProps } from './room-grid.tsx'
import { FloorHeading } from './floor-heading.tsx'

/** A row of a long grid: a floor's heading, or as many cards as there are columns. */
type GridRow =
  | { kind: 'heading'; key: string; group: FloorGroup }
  | {
      kind: 'cards'
      key: string
      group: FloorGroup
      rooms: readonly RoomCardModel[]
      /** Index of the row's first card in the group. */
      first: number
    }

/** Splits the cards of each group into rows. */
export function toGridRows(groups: readonly FloorGroup[], columns: number): GridRow[] {
  return groups.flatMap((group) => {
    const rows: GridRow[] = []
    if (group.heading !== null) rows.push({ kind: 'heading', key: `heading ${group.id}`, group })
    for (let first = 0; first < group.rooms.length; first += columns) {
      const rooms = group.rooms.slice(first, first + columns)
      rows.push({ kind: 'cards', key: `${group.id} ${rooms[0]?.room.id}`, group, rooms, first })
    }
    return rows
  })
}

/**
 * Returns how many cards of at least 15.5 rem fit side by side with gaps of 1 rem, up to a maximum, as in the grid that
 * renders all cards.
 *
 * @param width in rem
 */
export function countColumns(width: number, maximum: number): number {
  return Math.max(1, Math.min(maximum, Math.floor((width + 1) / 16.5)))
}

/** Estimated heights in pixels of rows that are not measured yet; a name on two lines makes a row taller. */
const estimatedHeights = { heading: 52, cards: 192, narrow: 122 }
/** Windows narrower than this, in rem, have one column, as in `card-grid` (app/styles.css). */
const singleColumnBelow = 48

/**
 * A grid of hundreds or thousands of cards that renders only the rows in view, and all cards while the page prints.
 * `transform` positions the rows without layout shifts. Keys contain room IDs, so that a poll renders only the cards of
 * changed rooms.
 */
export function VirtualGrid({ groups, ...rowProps }: GroupedGridProps) {
  const { roomsByFloor } = rowProps
  const id = useId()
  const isPrinting = useIsPrinting()
  const { ref, width } = useElementWidth()
  const rem = 16 * rootFontScale()
  const isSingleColumn = window.innerWidth < singleColumnBelow * rem
  const maxColumns = useMemo(
    () => (isSingleColumn ? 1 : chooseMaxColumns(roomsByFloor)),
    [isSingleColumn, roomsByFloor],
  )
  // On paper, the cards of a floor are one row, which wraps (app/print.css).
  const columns = isPrinting ? Infinity : countColumns(width / rem, maxColumns)
  const rows = useMemo(() => toGridRows(groups, columns), [groups, columns])
  const virtual = useVirtualList({
    list: ref,
    // Before the width is measured, the number of columns is not known. Printed rows do not need it.
    count: width === 0 && !isPrinting ? 0 : rows.length,
    estimateHeight: (index) =>
      rows[index]?.kind === 'heading'
        ? estimatedHeights.heading
        : isSingleColumn
          ? estimatedHeights.narrow
          : estimatedHeights.cards,
    getKey: (index) => rows[index]?.key ?? index,
    overscan: 2,
    width,
  })
  return (
    <div ref={ref} className="relative mt-3" style={{ height: virtual.height ?? undefined }}>
      {virtual.rows.map(({ index, top }) => {
        const row = rows[index]
        return (
          row && (
            <div
              key={row.key}
              ref={virtual.measure}
              data-index={index}
              {...(top !== null && {
                className: 'absolute inset-x-0 top-0',
                style: { transform: `translateY(${top}px)` },
              })}
            >
              <VirtualGridRow
                {...rowProps}
                row={row}
                headingId={id + encodePathSegment(row.group.id)}
                columns={columns}
              />
            </div>
          )
        )
      })}
    </div>
  )
}

type VirtualGridRowProps = Omit<GroupedGridProps, 'groups'> & {
  row: GridRow
  /** Element ID of the floor's heading. */
  headingId: string
  columns: number
}

function VirtualGridRow({
  row,
  headingId,
  columns,
  roomsByFloor,
  freshness,
  grouped,
  openRoomId,
}: VirtualGridRowProps) {
  const getRoomHref = useRoomHref()
  const getExplainHref = useExplainHref()
  const context = { openRoomId, grouped, getRoomHref, getExplainHref }
  const { group } = row
  if (row.kind === 'heading') {
    return (
      <FloorHeading
        id={headingId}
        name={group.heading ?? ''}
        rooms={roomsByFloor.get(group.id) ?? group.rooms}
        freshness={freshness}
        explainHref={getExplainHref(`floor:${group.id}`)}
      />
    )
  }
  return (
    <ul
      className="grid gap-2 pb-2 md:gap-4 md:pb-4"
      {...(Number.isFinite(columns) && {
        style: { gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` },
      })}
      {...(group.heading === null ? {} : { 'aria-labelledby': headingId })}
    >
      {row.rooms.map((one, index) => (
        <li
          key={one.room.id}
          aria-setsize={group.rooms.length}
          aria-posinset={row.first + index + 1}
          className="relative grid grid-cols-1"
        >
          <RoomGridItem {...toCardProps(one, context)} />
        </li>
      ))}
    </ul>
  )
}
