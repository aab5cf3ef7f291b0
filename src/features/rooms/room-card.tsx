import { clsx } from 'clsx'
import { memo, type KeyboardEvent } from 'react'
import { Link } from '#src/lib/link.tsx'
import { navigate } from '#src/lib/address.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { PeopleFigure } from '#src/components/occupancy/people-figure.tsx'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import type { Zone } from '#src/domain/time/zone.ts'
import { Glyph } from '#src/components/occupancy/glyph.tsx'
import { CardFoot } from './card-foot.tsx'
import { CardLevel } from './card-level.tsx'
import { roomView, shownState } from '#src/domain/live-rooms/room-view.ts'
import { cardName } from '#src/format/card-words.ts'
import { hyphenatedAs } from '#src/format/room-words.ts'
import { RoomSparkline } from './room-sparkline.tsx'
import { stateLooks } from '#src/components/occupancy/state-looks.ts'

export type RoomCardProps = {
  room: LiveRoom
  /** How fresh this room's figure is. */
  freshness: Freshness
  /** When an expired figure was last true, Unix milliseconds; null while it has not expired. */
  asOf: number | null
  /** What kind of room, and where if nothing else says so. */
  subtitle: string
  zone: Zone
  href: string
  /** Where its number is explained: the key `e` goes there. */
  explainHref: string
  /** Whether this room is open beside the grid. */
  open: boolean
}

/**
 * A room as one link. Everything that changes by itself, ages and the sparkline, lives in leaves: a card renders when
 * its room changes, and only then.
 */
export const RoomCard = memo(function RoomCard(props: RoomCardProps) {
  const { room, freshness, asOf, subtitle, zone, href, explainHref, open } = props
  const view = roomView(room, freshness, asOf)
  const state = shownState(view)
  const look = stateLooks[state]
  return (
    <Link
      href={href}
      aria-label={cardName(room, freshness)}
      aria-keyshortcuts="e"
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'e' && !event.ctrlKey && !event.metaKey && !event.altKey)
          navigate(explainHref)
      }}
      aria-current={open ? 'true' : undefined}
      className={clsx(
        'relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 rounded-card border px-4 py-3 [contain-intrinsic-size:auto_88px] [content-visibility:auto]',
        'md:flex md:min-h-44 md:flex-col md:pt-3.5 md:[contain-intrinsic-size:auto_148px]',
        borders[state] ?? 'border-line bg-surface-raised hover:border-line-strong',
        open && 'outline-2 outline-accent',
        state === 'stale' && staleBand,
      )}
    >
      <div className="relative grid grid-cols-[16px_minmax(0,1fr)] content-start gap-x-2 md:grid-cols-[minmax(0,1fr)_16px]">
        <Glyph
          shape={look.shape}
          className={clsx('row-start-1 mt-0.5 md:col-start-2', look.glyph)}
        />
        <p
          lang={hyphenatedAs(room.name)}
          className={clsx(
            'col-start-2 row-start-1 line-clamp-2 text-15 font-semibold wrap-break-word hyphens-auto md:col-start-1',
            state === 'stale' && 'text-ink-muted',
          )}
        >
          {room.name}
        </p>
        <p className="col-start-2 truncate text-ink-muted md:col-span-full md:col-start-1">
          {subtitle}
        </p>
      </div>
      {/* A line that finds no room beside a long figure wraps out of sight. */}
      <div className="relative flex items-start justify-between gap-x-3 gap-y-2 md:mt-auto md:-ml-0.5 md:h-14 md:flex-wrap md:items-end md:overflow-y-clip md:pt-2 md:pl-0.5">
        <PeopleFigure view={view} capacity={room.capacity} size="card" />
        {view.kind !== 'none' && <RoomSparkline room={room} state={state} />}
      </div>
      <CardLevel view={view} capacity={room.capacity} />
      <CardFoot view={view} figure={room.figure} expired={freshness === 'no-data'} zone={zone} />
    </Link>
  )
})

const borders: Partial<Record<string, string>> = {
  over: 'bg-surface-raised border-[color-mix(in_oklab,var(--over)_45%,var(--line))]',
  'no-data': 'border-dashed border-[color-mix(in_oklch,var(--line-strong)_55%,var(--line))]',
}
const staleBand = 'before:hatched before:absolute before:inset-x-0 before:bottom-10 before:h-19.5'
