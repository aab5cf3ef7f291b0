import { clsx } from 'clsx'
import { memo, type ReactNode } from 'react'
import { Link } from '#src/lib/navigation.tsx'
import { formatNumber, formatPercent } from '#src/format/numbers.ts'
import { describeState, roomCardLabel, describeSensors } from '#src/format/occupancy-labels.ts'
import { meterTones, stateStyles } from '#src/components/occupancy/state-styles.ts'
import { Age, PollAge, Timestamp } from '#src/components/time/timestamps.tsx'
import type { DisplayedOccupancy, RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { minimumUsualDays, type WeekdayUsual } from '#src/domain/history/usual.ts'
import { formatUsualRange } from '#src/format/usual-labels.ts'
import { MissingValue } from '#src/components/occupancy/room-metric.tsx'
import { UsualDifference } from '#src/components/occupancy/usual-label.tsx'
import { StatusIcon } from '#src/components/occupancy/status-icon.tsx'
import { Meter } from '#src/components/occupancy/meter.tsx'
import * as text from '#messages/rooms-table.ts'
import { notYet } from '#messages/usual.ts'
import { showBreakdownOf } from '#messages/rooms.tsx'
import { columns, type ColumnName } from './table-columns.ts'

export type RoomTableRowProps = Omit<RoomCardModel, 'displayedState'> & {
  state: RoomCardModel['displayedState']
  shown: readonly ColumnName[]
  /** Row number in the whole table; the heading is row 1. */
  rowIndex: number
  href: string
  open: boolean
  explainHref: string
}

/** A room as a table row. Renders only when its room changes; ages update in their own components. */
export const RoomTableRow = memo(function RoomTableRow({
  shown,
  rowIndex,
  open,
  ...one
}: RoomTableRowProps) {
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
        <TableCell key={name} name={name} open={open}>
          {cellContent(name, one)}
        </TableCell>
      ))}
    </tr>
  )
})

function TableCell({
  name,
  open,
  children,
}: {
  name: ColumnName
  open: boolean
  children: ReactNode
}) {
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
  return <td className={clsx('truncate px-3', numeric && 'text-right tabular-nums')}>{children}</td>
}

function cellContent(
  name: ColumnName,
  {
    room,
    floorLocation,
    displayed,
    freshness,
    state,
    href,
    explainHref,
    usual,
    usualDifference,
  }: Omit<RoomTableRowProps, 'shown' | 'rowIndex' | 'open'>,
): ReactNode {
  const style = stateStyles[state]
  const { capacity } = room
  switch (name) {
    case 'room':
      return (
        <Link
          href={href}
          aria-label={roomCardLabel(room, displayed)}
          aria-keyshortcuts="e"
          className="hover:underline"
        >
          {room.name}
        </Link>
      )
    case 'floor':
      return <span className="text-ink-muted">{floorLocation.label}</span>
    case 'kind':
      return <span className="text-ink-muted">{room.kind}</span>
    case 'occupancy':
      return <PeopleLink {...{ room, displayed, state }} href={explainHref} />
    case 'capacity':
      return (
        <span className="text-ink-muted">
          {capacity === null ? '–' : formatNumber(capacity)}
          {room.upstreamValues.capacity !== null && <span title={text.fromOverrides}> *</span>}
        </span>
      )
    case 'utilisation':
      return displayed.kind === 'none' || capacity === null ? null : (
        <span className="grid grid-cols-[minmax(0,1fr)_2.75rem] items-center gap-2">
          <Meter
            value={displayed.people / capacity}
            tone={meterTones[state]}
            openEnded={displayed.atLeast}
          />
          <span className="text-right text-ink-muted tabular-nums">
            {formatPercent(displayed.people / capacity)}
          </span>
        </span>
      )
    case 'usual':
      return usual && <UsualCell {...{ usual, usualDifference, capacity }} />
    case 'state':
      return (
        <span className={clsx('flex items-center gap-2 font-medium', style.label)}>
          <StatusIcon shape={style.shape} className={clsx('size-4 flex-none', style.icon)} />
          {describeState(displayed, capacity)}
        </span>
      )
    case 'sensors':
      return <SensorsCell room={room} expired={freshness === 'no-data'} />
    case 'age':
      return (
        <span className={displayed.kind === 'late' ? 'text-busy-ink' : 'text-ink-muted'}>
          <SeenCell view={displayed} zone={floorLocation.zone} />
        </span>
      )
  }
}

/**
 * Shows the age of a room's occupancy, or when the room last had data. The column heading is "Updated", so the cell
 * needs no label.
 */
function SeenCell({ view, zone }: { view: DisplayedOccupancy; zone: TimeZone }) {
  if (view.kind === 'none') {
    return view.lastSeenAt === null ? null : <Timestamp at={view.lastSeenAt} zone={zone} />
  }
  return view.seenAt === null ? <PollAge /> : <Age at={view.seenAt} />
}

function PeopleLink({
  room,
  displayed,
  state,
  href,
}: Pick<RoomTableRowProps, 'room' | 'displayed' | 'state' | 'href'>) {
  return (
    <Link
      href={href}
      aria-label={
        displayed.kind === 'none'
          ? showBreakdownOf(describeState(displayed, room.capacity), room.name)
          : text.showPeopleBreakdown(room.name, displayed)
      }
      className={clsx(
        'explained text-18',
        stateStyles[state].count,
        state !== 'free' && 'font-semibold',
      )}
    >
      {displayed.kind === 'none' ? '–' : formatNumber(displayed.people)}
      {displayed.kind !== 'none' && displayed.atLeast && <span className="text-busy-ink">+</span>}
    </Link>
  )
}

/** The bounds of usual occupancy, and by how many people the room differs from them. */
function UsualCell({
  usual: { usual, days, weekday },
  usualDifference,
  capacity,
}: Pick<RoomTableRowProps, 'usualDifference'> & { usual: WeekdayUsual; capacity: number | null }) {
  if (usual === null) return <MissingValue label={notYet(days, minimumUsualDays, weekday)} />
  return (
    <span className="flex items-center gap-2 text-ink-muted">
      <span className="min-w-10">{formatUsualRange(usual, capacity)}</span>{' '}
      {!!usualDifference && <UsualDifference difference={usualDifference} />}
    </span>
  )
}

function SensorsCell({ room, expired }: { room: RoomTableRowProps['room']; expired: boolean }) {
  const { words, missing } = describeSensors(room.occupancy, expired)
  return <span className={missing && !expired ? 'text-busy-ink' : 'text-ink-muted'}>{words}</span>
}
