import { useCallback, useSyncExternalStore } from 'react'
import { second } from '#src/domain/time/duration.ts'
import type { DisplayEngine } from '#src/display-app/engine/display-engine.ts'
import type { DisplayState } from '#src/display-app/engine/display-state.ts'

/** What the display shows; renders with each change of it. */
export function useDisplayState(engine: DisplayEngine): DisplayState {
  return useSyncExternalStore(engine.subscribe, engine.getSnapshot)
}

/**
 * Whole seconds of the server's time, Unix. Renders as each begins, and at the very moment at which the figures stop
 * being live: at the next second they would have been shown for too long without their mark.
 */
export function useSeconds(engine: Ticking): number {
  const subscribe = useCallback(
    (listener: () => void) => {
      let timer = 0
      const plan = () => {
        const now = engine.now()
        const untilLate = (engine.lateAt() ?? now) - now
        const untilSecond = second - (now % second)
        const delay = untilLate > 0 ? Math.min(untilLate, untilSecond) : untilSecond
        timer = window.setTimeout(tick, delay + 1)
      }
      const tick = () => {
        listener()
        plan()
      }
      plan()
      return () => window.clearTimeout(timer)
    },
    [engine],
  )
  // The freshness is part of the snapshot, so that its change renders within a second too.
  useSyncExternalStore(subscribe, () => `${wholeSeconds(engine)} ${engine.moment()?.freshness}`)
  return wholeSeconds(engine)
}

type Ticking = Pick<DisplayEngine, 'now' | 'moment' | 'lateAt'>

function wholeSeconds({ now }: Pick<DisplayEngine, 'now'>): number {
  return Math.floor(now() / second)
}
