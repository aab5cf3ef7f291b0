import { serverClock } from '#src/lib/server-clock.ts'
import { createDisplayApi } from '#src/display-app/engine/display-api.ts'
import { createDisplayEngine, type DisplayEngine } from '#src/display-app/engine/display-engine.ts'
import { createMemory } from '#src/display-app/engine/memory.ts'

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
