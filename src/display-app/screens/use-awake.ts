import { useEffect, useState } from 'react'
import { createWakeLock, type Awake, type WakeLock } from './wake-lock.ts'

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
