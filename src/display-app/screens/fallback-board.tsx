import { clsx } from 'clsx'
import * as text from '#messages/display-app.tsx'
import { liveAge, noDataYet, notLiveSince as notLiveSinceLabel } from '#messages/board.ts'
import { formatTime } from '#src/format/dates.ts'
import { formatDuration } from '#src/format/durations.ts'
import { isStatusOnly } from '#src/domain/occupancy/room-privacy.ts'
import { stateLabels } from '#messages/common.ts'
import type { Board } from '#src/contract/board.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { BoardStateAtTime } from '#src/display-app/engine/display-state.ts'
import { HeartbeatDial } from '#src/board/heartbeat-dial.tsx'

/**
 * A text-only board, shown when the regular board fails to render. It has no dependencies that could fail, and marks
 * stale data as the regular board does.
 */
export function FallbackBoard({
  state,
  roomIds,
}: {
  state: BoardStateAtTime
  roomIds: readonly string[]
}) {
  const { shown, notLiveSince, now, freshness } = state
  const at = shown.occupancy?.at ?? null
  const isOld = freshness === 'stale' || freshness === 'no-data'
  const rooms = state.rooms.filter(({ id }) => roomIds.includes(id))
  return (
    <article className="display-frame plain">
      <header className={clsx('plain-head', notLiveSince !== null && 'plain-stopped')}>
        <h1>
          {notLiveSince === null
            ? shown.board.name
            : notLiveSinceLabel(formatTime(notLiveSince, shown.zone))}
        </h1>
        <p className="pairing-time">
          <HeartbeatDial
            seconds={Math.floor((notLiveSince === null ? now : (at ?? 0)) / 1_000)}
            stopped={notLiveSince !== null}
          />
          <span className="clock">{formatTime(now, shown.zone)}</span>
        </p>
      </header>
      <ul className="plain-rooms">
        {rooms.map((room) => (
          <li key={room.id} className={clsx(isOld && 'muted')}>
            <span>{shown.board.shortNames[room.id] ?? room.name}</span>
            <b>
              {freshness === 'stale' && hasCurrentCount(room)
                ? text.outdatedRoom(
                    occupancyLabel(room, shown.board),
                    formatDuration(now - (at ?? now)),
                  )
                : occupancyLabel(room, shown.board)}
            </b>
          </li>
        ))}
      </ul>
      <p className="foot-line">
        <span className={clsx(freshness !== 'live' && 'plain-late')}>
          {at === null
            ? noDataYet
            : (freshness === 'live' ? liveAge : text.updatedAgo)(formatDuration(now - at))}
        </span>
      </p>
    </article>
  )
}

/** Returns whether the latest poll has a count for the room. */
function hasCurrentCount({ occupancy }: LiveRoom): boolean {
  return occupancy.kind === 'exact' || occupancy.kind === 'at-least'
}

/**
 * Returns the label of a room. It reveals no more than the regular board does: for a status-only room, only whether it
 * is in use, because the other states would reveal the approximate count.
 */
function occupancyLabel({ occupancy, state, capacity }: LiveRoom, { privacy }: Board): string {
  if (occupancy.kind === 'none' || occupancy.kind === 'last-known' || state === 'no-data') {
    return stateLabels['no-data']
  }
  if (isStatusOnly(privacy, capacity)) return stateLabels[occupancy.people > 0 ? 'in-use' : 'free']
  return `${occupancy.people}${occupancy.kind === 'at-least' ? '+' : ''}`
}
