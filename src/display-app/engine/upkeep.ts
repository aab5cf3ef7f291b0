import { second } from '#src/domain/time/duration.ts'
import type { DisplayApi } from './display-api.ts'
import type { DisplayState } from './display-state.ts'
import { createHealer, type Healer } from './healing.ts'
import type { Loop } from './loop.ts'
import type { Memory } from './memory.ts'
import { createReloadGuard, type Page } from './reload-guard.ts'
import type { StateStore } from './state-store.ts'
import type { TimerId, Timers } from './timers.ts'
import { createVersionWatch, type VersionWatch } from './version-watch.ts'

/** Everything that keeps a display going that is not a request for its board. */
export type Upkeep = {
  healer: Healer
  versions: Pick<VersionWatch, 'noted' | 'pageTurned'>
  /** A live board was drawn. */
  healthy: () => void
  /** Looks after these loops from now on. */
  watch: (loops: readonly Loop[]) => void
  stop: () => void
}

const watchMs = 15 * second

export function createUpkeep(parts: {
  state: StateStore<DisplayState>
  api: DisplayApi
  timers: Timers
  monotonic: () => number
  random: () => number
  memory: Memory
  page: Page
  version: string | null
  beforeReload: () => void
}): Upkeep {
  const { state, timers } = parts
  const guard = createReloadGuard(parts.page, parts.memory, parts.version, parts.monotonic)
  const served = (signal: AbortSignal) => parts.api.servedVersion(signal)
  const healer = createHealer({
    ...parts,
    guard,
    served,
    step: (healing) => state.merge({ healing }),
  })
  const versions = createVersionWatch({ ...parts, guard, served, news: state.merge })
  let timer: TimerId | null = null

  const watch = (loops: readonly Loop[]) => {
    for (const loop of loops) if (loop.watch()) healer.restarted()
    healer.look()
    timer = timers.set(() => watch(loops), watchMs)
  }

  return {
    healer,
    versions,
    healthy() {
      versions.healthy()
      guard.healthy()
    },
    watch,
    stop() {
      if (timer !== null) timers.clear(timer)
      versions.stop()
      healer.stop()
    },
  }
}
