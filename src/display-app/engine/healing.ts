import { minute, second } from '#src/domain/time/duration.ts'
import type { Healing } from './display-state.ts'
import { reloadMayHelp } from './failure.ts'
import type { ReloadGuard } from './reload-guard.ts'
import { within, type Timers } from './timers.ts'

/** What is done about trouble, one step after the other (see the states of `Healing`). */
export type Healer = {
  succeeded: () => void
  failed: (error: unknown) => void
  /** A loop was found dead and begun anew. */
  restarted: () => void
  /** The board could not be drawn. */
  undrawable: () => void
  drawn: () => void
  /** Looks whether what is due can be done; to be called now and then. */
  look: () => void
  stop: () => void
}

/** How long gateway and page may misunderstand each other before the page is given up. */
const misunderstoodMs = 2 * minute
const deadlineMs = 20 * second

/**
 * @param served asks for the page that a reload would load: without it the board that still stands would be lost
 */
export function createHealer(parts: {
  guard: ReloadGuard
  served: (signal: AbortSignal) => Promise<string | null>
  timers: Timers
  monotonic: () => number
  step: (healing: Healing) => void
  beforeReload: () => void
}): Healer {
  const { guard, timers, monotonic } = parts
  let misunderstoodSince: number | null = null
  let undrawable = false
  let asking = false
  let stopped = false
  let retrying: Healing = 'none'

  const isReloadDue = () =>
    undrawable ||
    (misunderstoodSince !== null && monotonic() - misunderstoodSince >= misunderstoodMs)
  const tell = () => parts.step(isReloadDue() ? 'reload-due' : retrying)

  const reload = async () => {
    asking = true
    const limit = { timers, ms: deadlineMs, what: 'GET /display' }
    try {
      await within(limit, new AbortController(), parts.served)
      if (stopped || !isReloadDue()) return
      parts.beforeReload()
      parts.step('reloading')
      guard.heal()
    } catch {
      // No page to be had: the board stays as it is, and this is looked at again.
    } finally {
      asking = false
    }
  }

  const look = () => {
    tell()
    if (!asking && isReloadDue() && guard.mayHeal()) void reload()
  }

  return {
    succeeded() {
      misunderstoodSince = null
      retrying = 'none'
      tell()
    },
    failed(error) {
      retrying = 'retrying'
      misunderstoodSince = reloadMayHelp(error) ? (misunderstoodSince ?? monotonic()) : null
      look()
    },
    restarted() {
      retrying = 'restarted'
      tell()
    },
    undrawable() {
      undrawable = true
      look()
    },
    drawn() {
      undrawable = false
      tell()
    },
    look,
    stop() {
      stopped = true
    },
  }
}
