import { minute, second } from '#src/domain/time/duration.ts'
import type { DisplayStatus } from '#src/contract/display.ts'
import type { TimerId, Timers } from '#src/display-app/engine/polling-task.ts'
import { useEffect, useState } from 'react'

export type Awake = DisplayStatus['awake']

/** A lock as browsers give it (W3C Screen Wake Lock). */
export type Lock = {
  addEventListener: (type: 'release', listener: () => void) => void
  release: () => Promise<void>
}

/** Keeps the screen from going to sleep while that is wanted. */
export type WakeLock = {
  want: (wanted: boolean) => void
  /** The page can be seen again: browsers take the lock away when it cannot. */
  visible: () => void
  state: () => Awake
  stop: () => void
}

const againMs = second
const refusedAgainMs = minute

/**
 * @param request asks the browser; null where it has no such lock
 * @param changed told each new state
 */
export function createWakeLock(parts: {
  request: (() => Promise<Lock>) | null
  timers: Timers
  changed: () => void
}): WakeLock {
  const { request, timers } = parts
  let wanted = false
  let lock: Lock | null = null
  let asking = false
  let timer: TimerId | null = null
  let state: Awake = { state: 'off' }

  const become = (next: Awake) => {
    state = next
    parts.changed()
  }
  const again = (ms: number) => {
    if (timer !== null) timers.clear(timer)
    timer = timers.set(() => void take(), ms)
  }
  const lost = (released: Lock) => {
    if (lock !== released) return
    lock = null
    become({ state: 'off' })
    if (wanted) again(againMs)
  }

  const take = async () => {
    if (!wanted || lock !== null || asking) return
    if (request === null) return become({ state: 'refused', reason: 'This browser cannot do it.' })
    asking = true
    try {
      const taken = await request()
      if (!wanted) return void taken.release().catch(() => {})
      lock = taken
      taken.addEventListener('release', () => lost(taken))
      become({ state: 'held' })
    } catch (error) {
      become({ state: 'refused', reason: reasonOf(error) })
      again(refusedAgainMs)
    } finally {
      asking = false
    }
  }

  const letGo = () => {
    wanted = false
    if (timer !== null) timers.clear(timer)
    timer = null
    const held = lock
    lock = null
    void held?.release().catch(() => {})
  }

  return {
    want(next) {
      if (next === wanted) return
      if (next) {
        wanted = true
        void take()
      } else {
        letGo()
        become({ state: 'off' })
      }
    },
    visible: () => void take(),
    state: () => state,
    stop: letGo,
  }
}

function reasonOf(error: unknown): string {
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return words.slice(0, 200)
}

/** Keeps the screen awake while it is wanted, and says whether the browser lets it. */
export function useAwake(wanted: boolean): Awake {
  const [awake, setAwake] = useState<Awake>({ state: 'off' })
  const [lock, setLock] = useState<WakeLock | null>(null)

  useEffect(() => {
    const made = createWakeLock({
      request: 'wakeLock' in navigator ? () => navigator.wakeLock.request('screen') : null,
      timers: {
        set: (task, delayMs) => window.setTimeout(task, delayMs),
        clear: (id) => {
          if (typeof id === 'number') window.clearTimeout(id)
        },
      },
      changed: () => setAwake(made.state()),
    })
    const seen = () => {
      if (document.visibilityState === 'visible') made.visible()
    }
    document.addEventListener('visibilitychange', seen)
    // oxlint-disable-next-line react/set-state-in-effect -- the lock is outside of React and lives as long as the screen
    setLock(made)
    return () => {
      document.removeEventListener('visibilitychange', seen)
      made.stop()
    }
  }, [])

  useEffect(() => {
    lock?.want(wanted)
  }, [lock, wanted])
  return awake
}
