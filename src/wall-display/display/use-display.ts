import { useCallback, useSyncExternalStore } from 'react'
import { second } from '#src/time/duration.ts'
import type { DisplayEngine } from '#src/wall-display/engine/display-engine.ts'
import type { DisplayState } from '#src/wall-display/engine/display-state.ts'

/** What the display shows; renders with each change of it. */
export function useDisplayState(engine: DisplayEngine): DisplayState {
  return useSyncExternalStore(engine.subscribe, engine.getSnapshot)
}

/** Whole seconds of the server's time, Unix; renders as each begins. */
export function useSeconds(engine: Pick<DisplayEngine, 'now'>): number {
  const subscribe = useCallback(
    (listener: () => void) => {
      let timer = 0
      const plan = () => {
        timer = window.setTimeout(tick, second - (engine.now() % second) + 1)
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
  return useSyncExternalStore(subscribe, () => Math.floor(engine.now() / second))
}
