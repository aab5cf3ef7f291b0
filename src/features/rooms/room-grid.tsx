import * as text from '#messages/rooms.tsx'
import { Link, useExplainHref, useRoomHref } from '#src/lib/navigation.tsx'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { describeSensors } from '#src/format/occupancy-labels.ts'
import { cannotBeShown } from '#messages/common.ts'
import {
  type FloorGroup,
  type RoomCardModel,
  groupByFloor,
} from '#src/domain/live-rooms/displayed-rooms.ts'
import { memo, Fragment, Suspense, useId, useMemo } from 'react'
import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import { useIncrementalCount } from '#src/components/ui/use-incremental-count.ts'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import { RoomCard } from './room-card.tsx'
import { FloorHeading } from './floor-heading.tsx'

const VirtualGrid = lazyPart(() =>
  import('./virtual-grid.tsx').then((module) => module.VirtualGrid),
)

/** Up to this many cards, all cards are rendered; above this number, only cards in view. */
export const virtualizeAbove = 120
/**
 * Cards rendered before the first paint: about as many as fit on a laptop's screen, so that these cards appear early.
 */
const firstCards = 15
/** Cards rendered before each later paint: few, so that a slow device lays them out in a short task. */
const cardsPerBatch = 8

export function RoomGrid({ rooms, all, ...props }: GridProps) {
  const { grouped } = props
  const groups = useMemo<FloorGroup[]>(
    () => (grouped ? groupByFloor(rooms) : [{ id: '', heading: null, rooms }]),
    [rooms, grouped],
  )
  const roomsByFloor = useMemo(
    () => new Map(groupByFloor(all).map((group) => [group.id, group.rooms])),
    [all],
  )
  if (rooms.length > virtualizeAbove) {
    return (
      <Suspense fallback={<div className="h-screen" />}>
        <VirtualGrid {...props} groups={groups} roomsByFloor={roomsByFloor} />
      </Suspense>
    )
  }
  return <PlainGrid {...props} groups={groups} roomsByFloor={roomsByFloor} />
}

function PlainGrid({ groups, roomsByFloor, grouped, freshness, openRoomId }: GroupedGridProps) {
  const id = useId()
  const getRoomHref = useRoomHref()
  const getExplainHref = useExplainHref()
  const context = { openRoomId, grouped, getRoomHref, getExplainHref }
  const total = groups.reduce((sum, { rooms }) => sum + rooms.length, 0)
  const maxColumns = chooseMaxColumns(roomsByFloor)
  const shownGroups = takeRooms(groups, useIncrementalCount(total, cardsPerBatch, firstCards))
  return shownGroups.map((group, index) => (
    <Fragment key={group.id}>
      {group.heading !== null && (
        <FloorHeading
          id={`${id}${index}`}
          name={group.heading}
          rooms={roomsByFloor.get(group.id) ?? group.rooms}
          freshness={freshness}
          explainHref={getExplainHref(`floor:${group.id}`)}
        />
      )}
      <ul
        {...(group.heading === null ? {} : { 'aria-labelledby': `${id}${index}` })}
        className="card-grid first:mt-3"
        data-columns={maxColumns}
      >
        {group.rooms.map((one) => (
          <li key={one.room.id} className="relative grid grid-cols-1">
            <RoomGridItem {...toCardProps(one, context)} />
          </li>
        ))}
      </ul>
    </Fragment>
  ))
}

/**
 * Returns how many cards a row may have: of 7, 6 and 5, the number that leaves the fewest empty places in the last rows
 * of all floors. Does not depend on filters, so that cards keep their width.
 */
export function chooseMaxColumns(roomsByFloor: GroupedGridProps['roomsByFloor']): number {
  const countEmpty = (columns: number) =>
    [...roomsByFloor.values()].reduce(
      (sum, { length }) => sum + ((columns - (length % columns)) % columns),
      0,
    )
  return [7, 6, 5].reduce((best, columns) =>
    countEmpty(columns) < countEmpty(best) ? columns : best,
  )
}

/** Returns the first `count` rooms in their groups. */
function takeRooms(groups: readonly FloorGroup[], count: number): FloorGroup[] {
  let left = count
  return groups.flatMap((group) => {
    const rooms = group.rooms.slice(0, Math.max(0, left))
    left -= group.rooms.length
    return rooms.length === 0 ? [] : [{ ...group, rooms }]
  })
}

export type GridProps = {
  openRoomId: string | undefined
  /** The rooms to show, sorted. */
  rooms: RoomCardModel[]
  /** All rooms, for the floor totals in the headings. */
  all: readonly RoomCardModel[]
  grouped: boolean
  freshness: Freshness
}

/** The cards in groups, and all rooms of each floor by floor ID. */
export type GroupedGridProps = Omit<GridProps, 'rooms' | 'all'> & {
  groups: readonly FloorGroup[]
  roomsByFloor: ReadonlyMap<string, readonly RoomCardModel[]>
}

type RoomGridItemProps = Pick<
  RoomCardModel,
  'room' | 'floorLocation' | 'freshness' | 'displayed' | 'usual'
> & {
  withFloor: boolean
  open: boolean
  getRoomHref: ReturnType<typeof useRoomHref>
  getExplainHref: ReturnType<typeof useExplainHref>
}

/**
 * A room's card, with a link to its breakdown over its footer. The link is outside the card, because links cannot be
 * nested.
 */
export const RoomGridItem = memo(function RoomGridItem(props: RoomGridItemProps) {
  const { room } = props
  return (
    <ErrorBoundary
      resetKey={props}
      fallback={
        <p className="min-h-22 rounded-card border border-dashed border-line-strong px-4 py-3 md:min-h-44">
          {cannotBeShown(room.name)}
        </p>
      }
    >
      <CardWithExplainLink {...props} />
    </ErrorBoundary>
  )
})

function CardWithExplainLink({
  room,
  floorLocation,
  freshness,
  displayed,
  withFloor,
  getRoomHref,
  getExplainHref,
  open,
  usual,
}: RoomGridItemProps) {
  const floor = withFloor ? floorLocation.label : ''
  return (
    <>
      <RoomCard
        room={room}
        freshness={freshness}
        displayed={displayed}
        subtitle={[floor, room.kind].filter(Boolean).join(' · ')}
        zone={floorLocation.zone}
        href={getRoomHref(room.id)}
        open={open}
        usual={usual}
      />
      <Link
        href={getExplainHref(`room:${room.id}`)}
        // Not in the tab order: the `e` key on the card opens the same link, and the link would add a tab stop to each
        // card.
        tabIndex={-1}
        aria-label={text.showBreakdownOf(
          describeSensors(room.occupancy, freshness === 'no-data').warningFirst,
          room.name,
        )}
        title={text.showBreakdown}
        className="absolute bottom-2 left-2.5 h-7 w-1/2 rounded-control hover:inset-ring hover:inset-ring-line-strong"
      />
    </>
  )
}

type CardContext = Pick<GroupedGridProps, 'openRoomId' | 'grouped'> &
  Pick<RoomGridItemProps, 'getRoomHref' | 'getExplainHref'>

export function toCardProps(
  { room, floorLocation, freshness, displayed, usual }: RoomCardModel,
  { openRoomId, grouped, getRoomHref, getExplainHref }: CardContext,
) {
  return {
    room,
    floorLocation,
    freshness,
    displayed,
    usual,
    getRoomHref,
    getExplainHref,
    open: room.id === openRoomId,
    withFloor: !grouped,
  }
}
