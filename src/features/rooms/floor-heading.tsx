import * as text from '#messages/rooms.tsx'
import { Link } from '#src/lib/navigation.tsx'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { sumRoomCards } from '#src/format/occupancy-labels.ts'
import { formatRooms } from '#messages/common.ts'
import { floorSummary } from '#messages/occupancy.ts'
import { type RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'

/**
 * @param name empty for rooms on no known floor
 * @param rooms all rooms of the floor, including those that filters exclude, because the totals cover the whole floor
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
  /** URL of the breakdown of the floor's total. */
  explainHref: string
}) {
  const isCurrent = freshness === 'live' || freshness === 'late'
  const heading = name || text.notOnFloor
  const summary = isCurrent ? floorSummary(sumRoomCards(rooms)) : formatRooms(rooms.length)
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 pt-4 pb-2 md:pb-3">
      <h2 id={id} className="line-clamp-2 text-15 font-semibold">
        {heading}
      </h2>
      <Link
        href={explainHref}
        aria-label={text.showBreakdownOf(summary, heading)}
        className="explained rounded-control py-0.5 text-ink-muted"
      >
        {summary}
      </Link>
    </div>
  )
}
