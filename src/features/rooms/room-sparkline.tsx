import { clsx } from 'clsx'
import { memo, useMemo } from 'react'
import { joinSteps } from '#src/domain/readings/recent.ts'
import { Sparkline } from '#src/components/ui/sparkline.tsx'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { maximumCount } from '#src/domain/occupancy/plausibility.ts'
import type { ShownState } from '#src/domain/live-rooms/room-view.ts'
import { useRoomSteps, type RoomSteps } from './recent-steps.tsx'
import { sparkPoints } from './spark-points.ts'
import { stateLooks } from '#src/components/occupancy/state-looks.ts'

/**
 * A room's last half hour. A leaf of its own, so that the line can move on without its card.
 *
 * @param state colours its end; a line that is no longer true is dashed and has none
 */
export function RoomSparkline({ room, state }: { room: LiveRoom; state: ShownState }) {
  const maximum = maximumCount(room) * room.figure.of
  return <Line {...useRoomSteps(room.id)} state={state} maximum={maximum} />
}

const Line = memo(function Line({
  history,
  historyAt,
  grown,
  endsAt,
  to,
  state,
  maximum,
}: RoomSteps & { state: ShownState; maximum: number }) {
  const points = useMemo(
    () => sparkPoints(joinSteps(history, historyAt, grown), to, endsAt, maximum),
    [history, historyAt, grown, to, endsAt, maximum],
  )
  const stale = state === 'stale'
  return (
    <Sparkline
      points={points}
      dashed={stale}
      className={clsx(
        'mb-1.5 flex-none max-md:hidden',
        state === 'free' ? 'text-line-strong' : stateLooks[state].glyph,
      )}
    />
  )
})
