import * as v from 'valibot'
import { hour, minute, second } from '#src/domain/time/duration.ts'
import type { Memory } from './safe-storage.ts'
import type { Healing } from './display-state.ts'
import { reloadMayHelp } from './display-api.ts'
import { within, type Timers } from './polling-task.ts'

/** The page as far as the engine may touch it. */
export type Page = {
  reload: () => void
  /** Whether this page itself came by a reload, as the browser says. */
  arrivedByReload: boolean
}

/** Why the page was loaded last: how often in a row to heal, or to get a version. */
const Mark = v.object({ healed: v.number(), version: v.nullable(v.string()) })
type Mark = v.InferOutput<typeof Mark>

/** Decides when the page may be reloaded, so that no trouble becomes a loop of reloads. */
export type ReloadGuard = {
  /** Whether a reload to heal is allowed now. */
  mayHeal: () => boolean
  heal: () => void
  /** Whether a reload to get this version is allowed now. */
  mayUpdateTo: (version: string) => boolean
  update: (version: string) => void
  /** The version that this page was reloaded for; null when it was for another reason. */
  arrivedFor: string | null
  /** The board is live: what was wrong is over. */
  healthy: () => void
}

const markKey = 'headroom.display.reload'
const healMs = 5 * minute
/** Troubles that reloads do not end are met with reloads at ever greater distances, up to this many doublings. */
const doublings = 4
/** When the page that came for a version was not of that version. */
const updateAgainMs = hour

/**
 * Measured is how long this page has been up, by a clock that nobody can set: when it came by a reload and has been up
 * for five minutes, the last reload was five minutes ago, whatever the device's clock says or the memory lost.
 *
 * @param version of this page
 * @param monotonic milliseconds
 */
export function createReloadGuard(
  page: Page,
  memory: Memory,
  version: string | null,
  monotonic: () => number,
): ReloadGuard {
  /** When this page came, or asked to be loaded anew and is still here. */
  let since = monotonic()
  const upMs = () => monotonic() - since
  let mark = readMark(memory)
  const arrivedFor = mark.version
  const keep = (next: Mark) => {
    mark = next
    return memory.write(markKey, JSON.stringify(next))
  }
  const remembers = keep(mark)
  const reload = (next: Mark) => {
    keep(next)
    since = monotonic()
    page.reload()
  }

  return {
    mayHeal() {
      if (mark.healed === 0 && !page.arrivedByReload) return true
      return upMs() >= healMs * 2 ** Math.min(Math.max(0, mark.healed - 1), doublings)
    },
    heal: () => reload({ ...mark, healed: mark.healed + 1 }),
    mayUpdateTo(other) {
      const tried = mark.version === other || (!remembers && page.arrivedByReload)
      return !tried || upMs() >= updateAgainMs
    },
    update: (other) => reload({ healed: 0, version: other }),
    arrivedFor,
    healthy() {
      const next = { healed: 0, version: mark.version === version ? null : mark.version }
      if (next.healed !== mark.healed || next.version !== mark.version) keep(next)
    },
  }
}

function readMark(memory: Memory): Mark {
  try {
    const parsed = v.safeParse(Mark, JSON.parse(memory.read(markKey) ?? ''))
    if (parsed.success) return parsed.output
  } catch {
    // Nothing was kept, or nothing that can be read.
  }
  return { healed: 0, version: null }
}

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
