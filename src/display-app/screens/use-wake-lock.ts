import * as text from '#messages/display-app.tsx'
import { minute, second } from '#src/domain/time/duration.ts'
import type { DisplayStatus } from '#src/contract/display.ts'
import type { TimerId, Timers } from '#src/display-app/engine/polling-task.ts'
import { useEffect, useState } from 'react'

export type WakeLockStatus = DisplayStatus['awake']

/** The part of the Screen Wake Lock API that is used here. */
export type ScreenLock = {
  addEventListener: (type: 'release', listener: () => void) => void
  release: () => Promise<void>
}

/** Acquires the wake lock while it is wanted, and reacquires it after each release by the browser. */
type WakeLockController = {
  setWanted: (wanted: boolean) => void
  /** Call when the page becomes visible, because browsers release the lock of a hidden page. */
  pageVisible: () => void
  state: () => WakeLockStatus
  stop: () => void
}

const reacquireDelayMs = second
const refusedRetryMs = minute

/**
 * Creates a controller. It holds no lock until `setWanted(true)`.
 *
 * @param options.request requests a lock from the browser; null if the browser does not support it
 * @param options.changed called when the state changes
 */
export function createWakeLockController(options: {
  request: (() => Promise<ScreenLock>) | null
  timers: Timers
  changed: () => void
}): WakeLockController {
  const { request, timers } = options
  let wanted = false
  let lock: ScreenLock | null = null
  let isRequesting = false
  let timer: TimerId | null = null
  let state: WakeLockStatus = { state: 'off' }

  const setState = (next: WakeLockStatus) => {
    state = next
    options.changed()
  }
  const scheduleRetry = (ms: number) => {
    if (timer !== null) timers.clear(timer)
    timer = timers.set(() => void acquire(), ms)
  }
  const handleRelease = (released: ScreenLock) => {
    if (lock !== released) return
    lock = null
    setState({ state: 'off' })
    if (wanted) scheduleRetry(reacquireDelayMs)
  }

  const acquire = async () => {
    if (!wanted || lock !== null || isRequesting) return
    if (request === null) return setState({ state: 'refused', reason: text.wakeLockUnsupported })
    isRequesting = true
    try {
      const newLock = await request()
      if (!wanted) return void newLock.release().catch(() => {})
      lock = newLock
      newLock.addEventListener('release', () => handleRelease(newLock))
      setState({ state: 'held' })
    } catch {
      // Replaces the browser's message, because it names an API that staff do not know.
      setState({ state: 'refused', reason: text.wakeLockDenied })
      scheduleRetry(refusedRetryMs)
    } finally {
      isRequesting = false
    }
  }

  const release = () => {
    wanted = false
    if (timer !== null) timers.clear(timer)
    timer = null
    const held = lock
    lock = null
    void held?.release().catch(() => {})
  }

  return {
    setWanted(next) {
      if (next === wanted) return
      if (next) {
        wanted = true
        void acquire()
      } else {
        release()
        setState({ state: 'off' })
      }
    },
    pageVisible: () => void acquire(),
    state: () => state,
    stop: release,
  }
}

/** Keeps the screen awake while `wanted` is true, and returns the status of the lock. */
export function useWakeLock(wanted: boolean): WakeLockStatus {
  const [status, setStatus] = useState<WakeLockStatus>({ state: 'off' })
  const [lock, setLock] = useState<WakeLockController | null>(null)

  useEffect(() => {
    const controller = createWakeLockController({
      request: 'wakeLock' in navigator ? () => navigator.wakeLock.request('screen') : null,
      timers: {
        set: (task, delayMs) => window.setTimeout(task, delayMs),
        clear: (id) => {
          if (typeof id === 'number') window.clearTimeout(id)
        },
      },
      changed: () => setStatus(controller.state()),
    })
    const handleVisibilityChange = () => {
      if (document.visibilityState === 'visible') controller.pageVisible()
    }
    document.addEventListener('visibilitychange', handleVisibilityChange)
    // oxlint-disable-next-line react/set-state-in-effect -- the lock is outside of React and lives as long as the screen
    setLock(controller)
    return () => {
      document.removeEventListener('visibilitychange', handleVisibilityChange)
      controller.stop()
    }
  }, [])

  useEffect(() => {
    lock?.setWanted(wanted)
  }, [lock, wanted])
  return status
}
