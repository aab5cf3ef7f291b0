import { memo } from 'react'
import { Link } from '#src/lib/link.tsx'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import { RoomCard } from './room-card.tsx'
import type { RoomInView } from '#src/domain/live-rooms/rooms-in-view.ts'

/** Where the links of a card lead. */
export type CardLinks = {
  /** Where a room opens, with the query that is shown now. */
  linkTo: (roomId: string) => string
  /** Where a room's number is explained. */
  explainTo: (roomId: string) => string
}

type GridCardProps = CardLinks &
  Pick<RoomInView, 'room' | 'place' | 'freshness'> & {
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
export const GridCard = memo(function GridCard(props: GridCardProps) {
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
      <CardAndLink {...props} />
    </ErrorBoundary>
  )
})

function CardAndLink({
  room,
  place,
  freshness,
  asOf,
  withFloor,
  linkTo,
  explainTo,
  open,
}: GridCardProps) {
  const floor = withFloor ? place.label : ''
  return (
    <>
      <RoomCard
        room={room}
        freshness={freshness}
        asOf={asOf}
        subtitle={[floor, room.kind ?? ''].filter(Boolean).join(' · ')}
        zone={place.zone}
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
export function cardProps(
  { room, place, freshness }: RoomInView,
  at: number | null,
  openRoomId: string | undefined,
) {
  const asOf = freshness === 'no-data' ? at : null
  return { room, place, freshness, asOf, open: room.id === openRoomId }
}
