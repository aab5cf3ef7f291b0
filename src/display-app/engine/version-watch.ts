import { minute, second } from '#src/domain/time/duration.ts'
import type { ReloadGuard } from './recovery.ts'
import { within, type TimerId, type Timers } from './polling-task.ts'

/** Looks out for a new version of the app, and judges this one when it came by itself. */
export type VersionWatch = {
  /** What the gateway says it serves. */
  noted: (served: string) => void
  /** A moment at which a reload disturbs nobody: a page of the board was turned. */
  pageTurned: () => void
  /** A live board was drawn. */
  healthy: () => void
  stop: () => void
}

/** What changed: to be shown, and told to the gateway. */
export type VersionNews = {
  update: { version: string; ready: boolean } | null
  unhealthyVersion: string | null
}

/** All displays learn of a version within one poll, and must not all ask for it in the same second. */
const spreadMs = 30 * second
const retryMs = 30 * second
const deadlineMs = 20 * second
/** A board that never turns a page, or does not draw, gets the version all the same. */
const patienceMs = 4 * minute
const trialMs = minute

/**
 * @param version of this page; null where the page does not say, which is then never reloaded for another
 * @param served asks which version's page the gateway would give now
 */
export function createVersionWatch(parts: {
  version: string | null
  guard: ReloadGuard
  served: (signal: AbortSignal) => Promise<string | null>
  timers: Timers
  random: () => number
  news: (news: Partial<VersionNews>) => void
  beforeReload: () => void
}): VersionWatch {
  const { version, guard, timers } = parts
  let other: string | null = null
  let ready = false
  let stopped = false
  /** What is waited for: the page of the other version, then patience; and this version's trial. */
  const waits = createWaits(timers)
  const trial = createWaits(timers)

  const take = () => {
    if (other === null || !ready || !guard.mayUpdateTo(other)) return
    parts.beforeReload()
    guard.update(other)
  }
  const insist = () => {
    take()
    waits.after(minute, insist)
  }

  const check = async (wanted: string) => {
    const limit = { timers, ms: deadlineMs, what: 'GET /display' }
    const served = await within(limit, new AbortController(), parts.served).catch(() => null)
    if (stopped || other !== wanted) return
    ready = served === wanted
    if (ready) parts.news({ update: { version: wanted, ready } })
    else waits.after(retryMs, () => void check(wanted))
  }

  if (version !== null && guard.arrivedFor === version) {
    trial.after(trialMs, () => parts.news({ unhealthyVersion: version }))
  }

  return {
    noted(served) {
      const wanted = served === version || version === null || served === '' ? null : served
      if (wanted === other) return
      waits.clear()
      other = wanted
      ready = false
      parts.news({ update: wanted === null ? null : { version: wanted, ready } })
      if (wanted === null) return
      waits.after(spreadMs * parts.random(), () => void check(wanted))
      waits.after(patienceMs * (1 - 0.2 * parts.random()), insist)
    },
    pageTurned: take,
    healthy() {
      trial.clear()
      parts.news({ unhealthyVersion: null })
    },
    stop() {
      stopped = true
      waits.clear()
      trial.clear()
    },
  }
}

function createWaits(timers: Timers) {
  const pending = new Set<TimerId>()
  return {
    after(ms: number, task: () => void) {
      const id = timers.set(() => {
        pending.delete(id)
        task()
      }, ms)
      pending.add(id)
    },
    clear() {
      for (const id of pending) timers.clear(id)
      pending.clear()
    },
  }
}
