import { useEffect } from 'react'
import { minute, second } from '#src/time/duration.ts'
import type { DisplayEngine } from '#src/wall-display/engine/display-engine.ts'
import type { Moment, ShownBoard } from '#src/wall-display/engine/display-state.ts'
import { DrawingBoundary } from './drawing-boundary.tsx'
import { setLook } from './look.ts'
import { isOpen } from './opening-hours.ts'
import { PlainBoard, plainPages } from './plain-board.tsx'
import { useAwake } from './use-awake.ts'
import { usePageTurning } from './use-page-turning.ts'

/** How long a page stays: long enough to find one's room in it. */
const pageMs = 15 * second

/** The board as it is now: its page, lit or not, kept awake while it is lit, and told to the gateway. */
export function BoardScreen({
  engine,
  shown,
  moment,
}: {
  engine: DisplayEngine
  shown: ShownBoard
  moment: Moment
}) {
  const { board, zone } = shown
  const lit = isOpen(board.hours, moment.now, zone)
  const dark = lit ? null : (board.hours?.otherwise ?? null)
  const awake = useAwake(lit)
  const turning = usePageTurning({
    key: `${board.id} ${board.revision}`,
    now: moment.now,
    pageMs,
    paged: () => plainPages(moment.rooms),
    onTurn: engine.pageTurned,
  })
  const roomIds = turning.pages[turning.index] ?? []

  useEffect(() => setLook(dark === 'black' ? 'black' : board.theme), [board.theme, dark])
  useEffect(() => {
    engine.report({
      page: { number: turning.index + 1, of: turning.pages.length },
      screen: {
        width: window.screen.width,
        height: window.screen.height,
        pixelRatio: window.devicePixelRatio,
      },
      awake,
    })
  }, [engine, turning, awake])
  const plain = <PlainBoard shown={shown} moment={moment} roomIds={roomIds} />

  return (
    <div className="board-screen" data-lit={dark ?? 'lit'}>
      {dark !== 'black' && (
        <DrawingBoundary
          attempt={Math.floor(moment.now / minute)}
          failed={engine.undrawable}
          instead={plain}
        >
          {plain}
          <Drawn engine={engine} shown={shown} />
        </DrawingBoundary>
      )}
    </div>
  )
}

/** Stands beside what was drawn: where that fails, this is not drawn either. */
function Drawn({ engine, shown }: { engine: DisplayEngine; shown: ShownBoard }) {
  useEffect(() => {
    engine.drawn(shown)
  }, [engine, shown])
  return null
}
