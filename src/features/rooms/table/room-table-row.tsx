import { clsx } from 'clsx'
import { memo, type ReactNode } from 'react'
import { Link } from '#src/lib/navigation.tsx'
import { inDigits, inPercent, stateInWords } from '#src/format/numbers.ts'
import { meterTones, stateLooks } from '#src/components/occupancy/state-styles.ts'
import { SeenAt } from '#src/features/rooms/room-card.tsx'
import { cardName, sensorsInWords } from '#src/format/occupancy-labels.ts'
import type { RoomInView } from '#src/domain/live-rooms/room-list.ts'
import { Glyph } from '#src/components/occupancy/status-icon.tsx'
import { Meter } from '#src/components/occupancy/meter.tsx'
import { columns, type ColumnName } from './table-columns.ts'

export type RoomRowProps = Omit<RoomInView, 'shown'> & {
  state: RoomInView['shown']
  shown: readonly ColumnName[]
  /** Where it stands in the whole table; the heading is row 1. */
  rowIndex: number
  href: string
  open: boolean
  explainHref: string
}

/** A room as one line. It renders when its room changes; ages live in leaves. */
export const RoomRow = memo(function RoomRow({ shown, rowIndex, open, ...one }: RoomRowProps) {
  return (
    <tr
      aria-rowindex={rowIndex}
      className={clsx(
        'group h-11 [&>*]:border-b [&>*]:border-line',
        open ? 'bg-selected' : 'hover:bg-selected',
        one.state === 'stale' && 'hatched',
      )}
    >
      {shown.map((name) => (
        <Cell key={name} name={name} open={open}>
          {content(name, one)}
        </Cell>
      ))}
    </tr>
  )
})

function Cell({ name, open, children }: { name: ColumnName; open: boolean; children: ReactNode }) {
  const { numeric } = columns[name]
  if (name === 'room') {
    return (
      <th
        scope="row"
        className={clsx(
          'sticky left-0 z-1 truncate px-3 text-left font-semibold',
          open ? 'bg-selected' : 'bg-surface group-hover:bg-selected',
        )}
      >
        {children}
      </th>
    )
  }
  return <td className={clsx('truncate px-3', numeric && 'text-right')}>{children}</td>
}

function content(
  name: ColumnName,
  {
    room,
    place,
    view,
    freshness,
    state,
    href,
    explainHref,
  }: Omit<RoomRowProps, 'shown' | 'rowIndex' | 'open'>,
): ReactNode {
  const look = stateLooks[state]
  const { capacity } = room
  switch (name) {
    case 'room':
      return (
        <Link href={href} aria-label={cardName(room, freshness)} className="hover:underline">
          {room.name}
        </Link>
      )
    case 'floor':
      return <span className="text-ink-muted">{place.label}</span>
    case 'kind':
      return <span className="text-ink-muted">{room.kind}</span>
    case 'occupancy':
      return (
        <Link
          href={explainHref}
          aria-label={`What makes the number of ${room.name}`}
          className={clsx(
            'text-18 hover:underline',
            look.figure,
            state !== 'free' && 'font-semibold',
          )}
        >
          {view.kind === 'none' ? '–' : inDigits(view.people)}
          {view.kind !== 'none' && view.atLeast && <span className="text-busy-ink">+</span>}
        </Link>
      )
    case 'capacity':
      return (
        <span className="text-ink-muted">
          {capacity === null ? '–' : inDigits(capacity)}
          {room.butlr.capacity !== null && <span title="From your own file"> *</span>}
        </span>
      )
    case 'utilisation':
      return view.kind === 'none' || capacity === null ? null : (
        <span className="grid grid-cols-[minmax(0,1fr)_44px] items-center gap-2">
          <Meter value={view.people / capacity} tone={meterTones[state]} open={view.atLeast} />
          <span className="text-right text-ink-muted">{inPercent(view.people / capacity)}</span>
        </span>
      )
    case 'state':
      return (
        <span className={clsx('flex items-center gap-2 font-medium', look.word)}>
          <Glyph shape={look.shape} className={clsx('size-4 flex-none', look.glyph)} />
          {stateInWords(view, capacity)}
        </span>
      )
    case 'sensors':
      return <Sensors room={room} expired={freshness === 'no-data'} />
    case 'age':
      return (
        <span className={view.kind === 'late' ? 'text-busy-ink' : 'text-ink-muted'}>
          <SeenAt view={view} zone={place.zone} />
        </span>
      )
  }
}

function Sensors({ room, expired }: { room: RoomRowProps['room']; expired: boolean }) {
  const { words, missing } = sensorsInWords(room.figure, expired)
  return <span className={missing && !expired ? 'text-busy-ink' : 'text-ink-muted'}>{words}</span>
}
