import { clsx } from 'clsx'
import type { RoomFigure } from '#src/domain/occupancy/room-figure.ts'
import { Age } from '#src/components/time/age.tsx'
import { Since } from '#src/components/time/since.tsx'
import type { Zone } from '#src/domain/time/zone.ts'
import type { RoomView } from '#src/domain/live-rooms/room-view.ts'
import { sensorsInWords } from '#src/format/card-words.ts'
import { PollAge } from '#src/components/time/poll-age.tsx'

/** Where the figure comes from and how old it is. */
export function CardFoot({
  view,
  figure,
  expired,
  zone,
}: {
  view: RoomView
  figure: RoomFigure
  /** Whether the figure is too old to be shown. */
  expired: boolean
  zone: Zone
}) {
  const sensors = sensorsInWords(figure, expired)
  const warns = sensors.missing && view.kind !== 'stale' && figure.kind === 'at-least'
  return (
    <div
      className={clsx(
        'relative col-span-full mt-0.5 flex justify-between gap-2 whitespace-nowrap md:mt-1',
        view.kind === 'stale' ? 'text-ink-muted' : 'text-ink-faint',
      )}
    >
      <span className={clsx('truncate', warns && 'text-busy-ink')}>{sensors.words}</span>
      <span className={clsx('flex-none', view.kind === 'late' && 'text-busy-ink')}>
        <SeenAt view={view} zone={zone} />
      </span>
    </div>
  )
}

/** When a figure was true: its age, or when the room was last heard of. */
export function SeenAt({ view, zone }: { view: RoomView; zone: Zone }) {
  switch (view.kind) {
    case 'live':
    case 'late':
      return view.seenAt === null ? <PollAge /> : <Age at={view.seenAt} />
    case 'stale':
      return <>Last seen {view.seenAt === null ? <PollAge /> : <Age at={view.seenAt} />}</>
    case 'none':
      return view.lastSeenAt === null ? null : (
        <>
          Last seen <Since at={view.lastSeenAt} zone={zone} />
        </>
      )
  }
}
