import './replay-cards.css'
import { clsx } from 'clsx'
import { EyeOff } from 'lucide-react'
import { Fragment, memo, useId, useMemo } from 'react'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import { PollAgeContext } from '#src/components/time/timestamps.tsx'
import { recentChanges, type ReplayDay } from '#src/domain/history/replay.ts'
import { minute as minuteMs } from '#src/domain/time/duration.ts'
import { groupByFloor, type RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'
import { recentHistoryMs } from '#src/domain/readings/recent-history.ts'
import { sumRoomCards } from '#src/format/occupancy-labels.ts'
import { cannotBeShown, formatRooms } from '#messages/common.ts'
import { floorSummary } from '#messages/occupancy.ts'
import * as text from '#messages/replay.ts'
import { notOnFloor } from '#messages/rooms.tsx'
import { RecentHistoryContext } from './recent-history.tsx'
import { RoomCard } from './room-card.tsx'
import { chooseMaxColumns, virtualizeAbove } from './room-grid.tsx'

type ReplayCardsProps = {
  rooms: readonly RoomCardModel[]
  day: ReplayDay
  /** The minute of the day. */
  minute: number
  /** The minute as a time, such as `14:05`. */
  time: string
  /** Returns the URL of a room. */
  getRoomHref: (roomId: string) => string
}

/** The cards of rooms at a past minute, by floor. */
export function ReplayCards({ rooms, day, minute, time, getRoomHref }: ReplayCardsProps) {
  const id = useId()
  const groups = useMemo(() => groupByFloor(rooms), [rooms])
  const columns = useMemo(
    () => chooseMaxColumns(new Map(groups.map((group) => [group.id, group.rooms]))),
    [groups],
  )
  const recent = useMemo(() => toRecentHistory(rooms, day, minute), [rooms, day, minute])
  // Cards have no sparklines then, and the browser lays out only those in view.
  const isLong = rooms.length > virtualizeAbove
  return (
    <RecentHistoryContext value={recent}>
      <PollAgeContext value={time}>
        {groups.map((group, index) => (
          <Fragment key={group.id}>
            <div className="flex flex-wrap items-baseline gap-x-3 pt-4 pb-2 md:pb-3">
              <h2 id={`${id}${index}`} className="line-clamp-2 text-15 font-semibold">
                {group.heading || notOnFloor}
              </h2>
              <p className="text-ink-muted">
                {describeFloor(group.rooms.filter(({ room }) => !day.withheldRooms.has(room.id)))}
              </p>
            </div>
            <ul
              aria-labelledby={`${id}${index}`}
              className={clsx('card-grid', isLong && 'replay-long')}
              data-columns={columns}
            >
              {group.rooms.map((one) => (
                <li key={one.room.id} className="relative grid grid-cols-1">
                  <ErrorBoundary resetKey={one} fallback={<p>{cannotBeShown(one.room.name)}</p>}>
                    {day.withheldRooms.has(one.room.id) ? (
                      <WithheldCard name={one.room.name} kind={one.room.kind} />
                    ) : (
                      <ReplayCard one={one} href={getRoomHref(one.room.id)} />
                    )}
                  </ErrorBoundary>
                </li>
              ))}
            </ul>
          </Fragment>
        ))}
      </PollAgeContext>
    </RecentHistoryContext>
  )
}

function describeFloor(rooms: readonly RoomCardModel[]): string {
  const hasData = rooms.some(({ displayed }) => displayed.kind !== 'none')
  return hasData ? floorSummary(sumRoomCards(rooms)) : formatRooms(rooms.length)
}

function ReplayCard({ one, href }: { one: RoomCardModel; href: string }) {
  const { room, freshness, displayed, floorLocation } = one
  return (
    <RoomCard
      room={room}
      freshness={freshness}
      displayed={displayed}
      subtitle={room.kind ?? ''}
      zone={floorLocation.zone}
      href={href}
      open={false}
    />
  )
}

/** A room for one or two people, whose minutes are withheld. */
const WithheldCard = memo(function WithheldCard({
  name,
  kind,
}: {
  name: string
  kind: string | null
}) {
  return (
    <div className="replay-withheld">
      <div>
        <p className="text-15 font-semibold text-ink">{name}</p>
        <EyeOff className="mt-0.5 size-4 text-ink-faint" strokeWidth={1.5} aria-hidden="true" />
        <p>{kind}</p>
      </div>
      <p>
        <b className="font-medium">{text.withheldRoom}</b> {text.withheldReason}
      </p>
    </div>
  )
})

/** Returns the half hour before the minute for the sparklines of the cards; null if there are too many. */
function toRecentHistory(rooms: readonly RoomCardModel[], day: ReplayDay, minute: number) {
  if (rooms.length > virtualizeAbove) return null
  const to = day.from + (minute + 1) * minuteMs
  const length = recentHistoryMs / minuteMs
  const changes = rooms.map(({ room }) => [
    room.id,
    recentChanges(day, room.id, minute, length).map(
      ([at, people]) => [at, people, people ?? 0] as const,
    ),
  ])
  return {
    history: { at: to, rooms: Object.fromEntries(changes) },
    reported: {},
    counted: {},
    endsAt: to,
    to,
  }
}
