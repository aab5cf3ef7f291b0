import { clsx } from 'clsx'
import type { RoomView } from '#src/domain/live-rooms/room-view.ts'
import { Age } from '#src/components/time/age.tsx'
import type { Zone } from '#src/domain/time/zone.ts'
import { Since } from '#src/components/time/since.tsx'

/** How old the room's figure is, in words, where the figure stands. */
export function FigureAge({ view, at, zone }: { view: RoomView; at: number | null; zone: Zone }) {
  if (view.kind === 'none') {
    return view.lastSeenAt === null ? null : (
      <span className="text-ink-muted">
        Last seen <Since at={view.lastSeenAt} zone={zone} />
      </span>
    )
  }
  const seenAt = view.seenAt ?? at
  if (seenAt === null) return null
  return (
    <span
      className={clsx(
        view.kind === 'live' && 'text-ink-faint',
        view.kind === 'late' && 'text-busy-ink',
        view.kind === 'stale' && 'text-ink-muted',
      )}
    >
      {view.kind === 'stale' && 'Last seen '}
      <Age at={seenAt} />
    </span>
  )
}
