import { clsx } from 'clsx'
import { memo, useMemo } from 'react'
import { joinSteps } from '#src/reporting/recent.ts'
import { Sparkline } from '#src/ui/sparkline.tsx'
import type { ShownState } from '#src/live/room-view.ts'
import { useRoomSteps, type RoomSteps } from './recent-steps.tsx'
import { sparkPoints } from './spark-points.ts'
import { stateLooks } from '#src/live/state-looks.ts'

/**
 * A room's last half hour. A leaf of its own, so that the line can move on without its card.
 *
 * @param state colours its end; a line that is no longer true is dashed and has none
 */
export function RoomSparkline({ roomId, state }: { roomId: string; state: ShownState }) {
  return <Line {...useRoomSteps(roomId)} state={state} />
}

const Line = memo(function Line({
  history,
  historyAt,
  grown,
  endsAt,
  to,
  state,
}: RoomSteps & { state: ShownState }) {
  const points = useMemo(
    () => sparkPoints(joinSteps(history, historyAt, grown), to, endsAt),
    [history, historyAt, grown, to, endsAt],
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
