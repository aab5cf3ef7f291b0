import { Link } from '#src/lib/link.tsx'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { roomsInWords } from '#src/format/card-words.ts'
import type { RoomInView } from '#src/domain/live-rooms/rooms-in-view.ts'
import { floorLine, totalsOf } from '#src/format/totals-words.ts'

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
  rooms: readonly RoomInView[]
  freshness: Freshness
  /** Where the floor's total is explained. */
  explainHref: string
}) {
  const known = freshness === 'live' || freshness === 'late'
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 pt-5 pb-2 md:pb-3">
      <h2 id={id} className="text-15 font-semibold">
        {name}
      </h2>
      <Link
        href={explainHref}
        aria-label={`What makes the numbers of ${name}`}
        className="rounded-control text-ink-muted hover:underline"
      >
        {known ? floorLine(totalsOf(rooms)) : roomsInWords(rooms.length)}
      </Link>
    </div>
  )
}
