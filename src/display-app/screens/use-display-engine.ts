import { serverClock } from '#src/lib/server-clock.ts'
import { createDisplayApi } from '#src/display-app/engine/display-api.ts'
import { createDisplayEngine, type DisplayEngine } from '#src/display-app/engine/display-engine.ts'
import { createSafeStorage } from '#src/display-app/engine/safe-storage.ts'
import { useCallback, useSyncExternalStore } from 'react'
import { second } from '#src/domain/time/duration.ts'
import type { DisplayState } from '#src/display-app/engine/display-state.ts'

let engine: DisplayEngine | null = null

/** Returns the engine of this page, started on first use and never stopped: it lives as long as the page. */
export function getDisplayEngine(): DisplayEngine {
  if (engine !== null) return engine
  const created = createDisplayEngine({
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
    memory: createSafeStorage(() => window.localStorage),
    page: { reload: () => window.location.reload(), loadedByReload: isReload() },
    version: pageVersion(),
  })
  engine = created
  created.start()

  const handleVisibilityChange = () =>
    document.visibilityState === 'visible' ? created.wake() : created.persist()
  document.addEventListener('visibilitychange', handleVisibilityChange)
  document.addEventListener('resume', created.wake)
  window.addEventListener('online', created.wake)
  window.addEventListener('pagehide', created.persist)
  return created
}

function isReload(): boolean {
  const [navigation] = performance.getEntriesByType('navigation')
  return navigation instanceof PerformanceNavigationTiming && navigation.type === 'reload'
}

/** Returns the version that the build wrote into the page; null on the development server, which writes none. */
function pageVersion(): string | null {
  const tag = document.querySelector('meta[name="headroom-version"]')
  return tag?.getAttribute('content') || null
}

/** Returns the state of the display; renders on each change. */
export function useDisplayState(engine: DisplayEngine): DisplayState {
  return useSyncExternalStore(engine.subscribe, engine.getSnapshot)
}

/**
 * Returns whole seconds of the server's time, Unix. Renders every second, and exactly when the data stops being live:
 * waiting for the next second would show it unmarked for too long.
 */
export function useServerSeconds(engine: EngineClock): number {
  const subscribe = useCallback(
    (listener: () => void) => {
      let timer = 0
      const schedule = () => {
        const now = engine.now()
        const untilLate = (engine.liveUntil() ?? now) - now
        const untilSecond = second - (now % second)
        const delay = untilLate > 0 ? Math.min(untilLate, untilSecond) : untilSecond
        timer = window.setTimeout(tick, delay + 1)
      }
      const tick = () => {
        listener()
        schedule()
      }
      schedule()
      return () => window.clearTimeout(timer)
    },
    [engine],
  )
  // Including the freshness in the snapshot makes its changes render within a second, too.
  useSyncExternalStore(
    subscribe,
    () => `${currentSecond(engine)} ${engine.boardState()?.freshness}`,
  )
  return currentSecond(engine)
}

type EngineClock = Pick<DisplayEngine, 'now' | 'boardState' | 'liveUntil'>

function currentSecond({ now }: Pick<DisplayEngine, 'now'>): number {
  return Math.floor(now() / second)
}
