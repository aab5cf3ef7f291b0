import { Link } from '#src/lib/link.tsx'
import type { NotDrawnReason } from '#src/domain/floor-plan/floor.ts'
import { cardName } from '#src/format/card-words.ts'
import type { RoomInView } from '#src/domain/live-rooms/rooms-in-view.ts'

/** A room without coordinates needs no explanation. */
const reasonLabels: Record<NotDrawnReason, string> = {
  'no-outline': '',
  'not-finite': 'unreadable coordinates',
  'no-area': 'no area',
  'far-away': 'far from the other rooms',
  'too-small': 'too small to see',
}

/** The rooms that the plan does not show, below it, and why each is not drawn. */
export function RoomLinks({
  label,
  rooms,
  linkTo,
  reasons,
}: {
  label: string
  rooms: readonly RoomInView[]
  linkTo: (roomId: string) => string
  reasons?: ReadonlyMap<string, NotDrawnReason>
}) {
  if (rooms.length === 0) return null
  return (
    <p className="flex flex-wrap gap-x-3 border-t border-line px-6 py-3 text-ink-muted">
      {label}:
      {rooms.map(({ room, freshness }) => {
        const reason = reasonLabels[reasons?.get(room.id) ?? 'no-outline']
        return (
          <span key={room.id}>
            <Link
              href={linkTo(room.id)}
              aria-label={cardName(room, freshness)}
              className="text-ink hover:underline"
            >
              {room.name}
            </Link>
            {reason !== '' && ` (${reason})`}
          </span>
        )
      })}
    </p>
  )
}
