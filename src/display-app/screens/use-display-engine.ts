import { serverClock } from '#src/lib/server-clock.ts'
import { createDisplayApi } from '#src/display-app/engine/display-api.ts'
import { createDisplayEngine, type DisplayEngine } from '#src/display-app/engine/display-engine.ts'
import { createMemory } from '#src/display-app/engine/safe-storage.ts'
import { useCallback, useSyncExternalStore } from 'react'
import { second } from '#src/domain/time/duration.ts'
import type { DisplayState } from '#src/display-app/engine/display-state.ts'

let engine: DisplayEngine | null = null

/** The engine of this page, started when it is first asked for and never stopped: nothing of a display outlives it. */
export function pageEngine(): DisplayEngine {
  if (engine !== null) return engine
  const made = createDisplayEngine({
    api: createDisplayApi(),
    clock: serverClock,
    now: Date.now,
    monotonic: () => performance.now(),
    timers: {
      set: (task, delayMs) => window.setTimeout(task, delayMs),
      clear: (id) => {
        if (typeof id === 'number') window.clearTimeout(id)
      },
    },
    random: Math.random,
    memory: createMemory(() => window.localStorage),
    page: { reload: () => window.location.reload(), arrivedByReload: arrivedByReload() },
    version: ownVersion(),
  })
  engine = made
  made.start()

  const becameVisible = () => (document.visibilityState === 'visible' ? made.wake() : made.keep())
  document.addEventListener('visibilitychange', becameVisible)
  document.addEventListener('resume', made.wake)
  window.addEventListener('online', made.wake)
  window.addEventListener('pagehide', made.keep)
  return made
}

function arrivedByReload(): boolean {
  const [navigation] = performance.getEntriesByType('navigation')
  return navigation instanceof PerformanceNavigationTiming && navigation.type === 'reload'
}

/** What the build wrote into the page; the development server writes nothing. */
function ownVersion(): string | null {
  const tag = document.querySelector('meta[name="headroom-version"]')
  return tag?.getAttribute('content') || null
}

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
