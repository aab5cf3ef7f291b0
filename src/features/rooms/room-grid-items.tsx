import { Link } from '#src/lib/navigation.tsx'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { formatRooms, floorSummary, sumRoomCards } from '#src/format/occupancy-labels.ts'
import type { RoomCardModel } from '#src/domain/live-rooms/room-list.ts'
import { memo } from 'react'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import { RoomCard } from './room-card.tsx'

/**
 * A floor's name, and how it stands.
 *
 * @param rooms every room of the floor, also those that a filter hides: the floor is as full as it is
 */
export function FloorHeading({
  id,
  name,
  rooms,
  freshness,
  explainHref,
}: {
  id: string
  name: string
  rooms: readonly RoomCardModel[]
  freshness: Freshness
  /** Where the floor's total is explained. */
  explainHref: string
}) {
  const isCurrent = freshness === 'live' || freshness === 'late'
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 pt-5 pb-2 md:pb-3">
      <h2 id={id} className="line-clamp-2 text-15 font-semibold">
        {name}
      </h2>
      <Link
        href={explainHref}
        aria-label={`What makes the numbers of ${name}`}
        className="rounded-control text-ink-muted hover:underline"
      >
        {isCurrent ? floorSummary(sumRoomCards(rooms)) : formatRooms(rooms.length)}
      </Link>
    </div>
  )
}

/** Where the links of a card lead. */
export type RoomHrefs = {
  /** Where a room opens, with the query that is shown now. */
  linkTo: (roomId: string) => string
  /** Where a room's number is explained. */
  explainTo: (roomId: string) => string
}

type RoomGridItemProps = RoomHrefs &
  Pick<RoomCardModel, 'room' | 'floorLocation' | 'freshness'> & {
    asOf: number | null
    withFloor: boolean
    open: boolean
  }

/**
 * A room's card, and over its line of sensors the way to what its number is made of: a link of its own, since a link
 * cannot stand in a link.
 *
 * @param asOf when an expired figure was last true, Unix milliseconds; null while it has not expired
 */
export const RoomGridItem = memo(function GridCard(props: RoomGridItemProps) {
  const { room } = props
  return (
    <ErrorBoundary
      resetKey={props}
      fallback={
        <p className="min-h-22 rounded-card border border-dashed border-line-strong px-4 py-3 md:min-h-44">
          {room.name} cannot be shown.
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
  asOf,
  withFloor,
  linkTo,
  explainTo,
  open,
}: RoomGridItemProps) {
  const floor = withFloor ? floorLocation.label : ''
  return (
    <>
      <RoomCard
        room={room}
        freshness={freshness}
        asOf={asOf}
        subtitle={[floor, room.kind ?? ''].filter(Boolean).join(' · ')}
        zone={floorLocation.zone}
        href={linkTo(room.id)}
        explainHref={explainTo(room.id)}
        open={open}
      />
      <Link
        href={explainTo(room.id)}
        // By keyboard it is one key on the card itself; a second stop at every card would double the way.
        tabIndex={-1}
        aria-label={`What makes the number of ${room.name}`}
        title="What makes this number"
        className="absolute bottom-2 left-2.5 h-7 w-1/2 rounded-control hover:inset-ring hover:inset-ring-line-strong"
      />
    </>
  )
}

/** What a grid passes on of one room to its card. */
export function toCardProps(
  { room, floorLocation, freshness }: RoomCardModel,
  at: number | null,
  openRoomId: string | undefined,
) {
  const asOf = freshness === 'no-data' ? at : null
  return { room, floorLocation, freshness, asOf, open: room.id === openRoomId }
}
