import './fallback-board.css'
import { clsx } from 'clsx'
import * as text from '#messages/display-app.tsx'
import { liveAge, noDataYet, notLiveSince as notLiveSinceLabel } from '#messages/board.ts'
import {
  formatLocalNumber,
  formatLocalTime,
  localizeDigits,
  timeLocale,
} from '#src/format/localized-format.ts'
import { formatDuration } from '#src/format/durations.ts'
import { second } from '#src/domain/time/duration.ts'
import { isStatusOnly } from '#src/domain/occupancy/room-privacy.ts'
import { stateLabels } from '#messages/common.ts'
import type { Board } from '#src/contract/board.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { BoardStateAtTime } from '#src/display-app/engine/display-state.ts'
import { clockZoneLabels } from '#src/board/clock-zone.ts'
import { sensorStatusLabel } from '#src/board/sensor-status.ts'
import { HeartbeatDial } from '#src/board/heartbeat-dial.tsx'

/**
 * A text-only board that replaces a board that fails to render. It has no dependencies that could fail, and marks stale
 * data as the regular board does.
 */
export function FallbackBoard({
  state,
  roomIds,
}: {
  state: BoardStateAtTime
  roomIds: readonly string[]
}) {
  const { shown, notLiveSince, now, freshness } = state
  const { board, zone, topology, intervalMs } = shown
  const { locale } = board
  const digits = (words: string) => localizeDigits(locale, words)
  const isStopped = notLiveSince !== null
  const at = shown.occupancy?.at ?? null
  const sensorsAt = shown.occupancy?.sensorsAt ?? null
  const sensorStatus = isStopped
    ? null
    : sensorStatusLabel({ board, sensorsAt, at, now, intervalMs })
  const [zoneLabel = null] = clockZoneLabels(topology, { locale, zone, at: now })
  const isOld = freshness === 'stale' || freshness === 'no-data'
  const rooms = state.rooms.filter(({ id }) => roomIds.includes(id))
  return (
    <article className="display-frame plain">
      <header className={clsx('plain-head', isStopped && 'plain-stopped')}>
        <h1>
          {notLiveSince === null
            ? board.name
            : notLiveSinceLabel(formatLocalTime(timeLocale(board), zone, notLiveSince))}
        </h1>
        <p className="pairing-time">
          <HeartbeatDial
            seconds={Math.floor((isStopped ? (at ?? 0) : now) / second)}
            stopped={isStopped}
          />
          <span className="clock">{formatLocalTime(timeLocale(board), zone, now)}</span>
        </p>
      </header>
      <ul className="plain-rooms">
        {rooms.map((room) => (
          <li key={room.id} className={clsx(isOld && 'muted')}>
            <span>{board.shortNames[room.id] ?? room.name}</span>
            <b>
              {freshness === 'stale' && hasCurrentCount(room)
                ? text.outdatedRoom(
                    occupancyLabel(room, board),
                    digits(formatDuration(now - (at ?? now))),
                  )
                : occupancyLabel(room, board)}
            </b>
          </li>
        ))}
      </ul>
      <p className="foot-line">
        <span className={clsx(freshness !== 'live' && 'plain-late')}>
          {at === null
            ? noDataYet
            : digits((freshness === 'live' ? liveAge : text.updatedAgo)(formatDuration(now - at)))}
        </span>
        {sensorStatus && <span className="plain-late">{sensorStatus.full}</span>}
        {zoneLabel !== null && <span>{zoneLabel}</span>}
      </p>
    </article>
  )
}

/** Returns whether the latest poll has a count for the room. */
function hasCurrentCount({ occupancy }: LiveRoom): boolean {
  return occupancy.kind === 'exact' || occupancy.kind === 'at-least'
}

/**
 * Returns the label of a room. It reveals no more than the regular board does. For a status-only room, that is only
 * whether it is in use, because other states would reveal the approximate count.
 */
function occupancyLabel(
  { occupancy, state, capacity }: LiveRoom,
  { privacy, locale, layout }: Board,
): string {
  if (occupancy.kind === 'none' || occupancy.kind === 'last-known' || state === 'no-data') {
    return stateLabels['no-data']
  }
  // A board of free rooms receives no counts, so it shows only states.
  if (layout === 'find-room' || isStatusOnly(privacy, capacity))
    return stateLabels[occupancy.people > 0 ? 'in-use' : 'free']
  return `${formatLocalNumber(locale, occupancy.people)}${occupancy.kind === 'at-least' ? '+' : ''}`
}
