import { clsx } from 'clsx'
import { Link } from '#src/lib/link.tsx'
import { PeopleFigure } from '#src/components/occupancy/people-figure.tsx'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { shownState, type RoomView } from '#src/domain/live-rooms/room-view.ts'
import { hyphenatedAs, stateInWords } from '#src/format/room-words.ts'
import { meterTones, stateLooks } from '#src/components/occupancy/state-looks.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import type { Zone } from '#src/domain/time/zone.ts'
import { Glyph } from '#src/components/occupancy/glyph.tsx'
import { Meter } from '#src/components/occupancy/meter.tsx'
import { Facts } from './facts.tsx'
import { FigureAge } from './figure-age.tsx'

/** The room's figures, larger than on its card and by the same rules. */
export function Hero({
  room,
  view,
  polled,
  at,
  zone,
  level,
  explainHref,
}: {
  room: LiveRoom
  view: RoomView
  polled: Freshness
  /** When the last poll was answered, Unix milliseconds. */
  at: number | null
  zone: Zone
  level: 1 | 2
  /** Where the figure is explained. */
  explainHref: string
}) {
  const state = shownState(view)
  const look = stateLooks[state]
  const Heading = `h${level}` as const
  const { capacity } = room
  return (
    <div className="px-4 py-6 min-[960px]:px-8 min-[960px]:py-7">
      <Heading
        lang={hyphenatedAs(room.name)}
        className="text-27 font-semibold wrap-break-word hyphens-auto"
      >
        {room.name}
      </Heading>
      {room.kind !== null && <p className="text-ink-muted">{room.kind}</p>}
      <div
        className={clsx(
          'mt-5 grid gap-x-12 gap-y-5 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-end',
          state === 'stale' && '-mx-4 hatched px-4 py-3 min-[960px]:-mx-8 min-[960px]:px-8',
        )}
      >
        <div>
          <Link
            href={explainHref}
            title="What makes this number"
            className="inline-block hover:underline"
          >
            <PeopleFigure view={view} capacity={capacity} size="room" />
          </Link>
          <p className="mt-1.5 flex flex-wrap items-center gap-x-2">
            <Glyph shape={look.shape} className={clsx('size-4.5', look.glyph)} />
            <span
              className={clsx(
                'text-15 font-medium',
                state === 'in-use' || state === 'free' ? 'text-ink' : look.word,
              )}
            >
              {stateInWords(view, capacity)}
            </span>
            <FigureAge view={view} at={at} zone={zone} />
          </p>
        </div>
        {room.figure.of > 0 && (
          <Facts room={room} view={view} polled={polled} at={at} zone={zone} />
        )}
        {view.kind !== 'none' && capacity !== null && (
          <Meter
            value={view.people / capacity}
            tone={meterTones[state]}
            open={view.atLeast}
            className="h-2! sm:col-span-full"
          />
        )}
      </div>
    </div>
  )
}
