import { useCallback, useSyncExternalStore } from 'react'
import { serverClock } from './server-clock.ts'
import { second } from '#src/domain/time/duration.ts'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** One timer for everything on the page that ticks; it stops when nothing does. */
function subscribeToSeconds(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const one of listeners) one()
  }, second)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/**
 * Something derived from the server's time, judged anew every second. The component renders only when the result
 * changes, so derive something coarse: words, a phase, a minute.
 *
 * @param derive from Unix milliseconds to a primitive
 */
export function useServerClock<TResult extends string | number | boolean | null>(
  derive: (now: number) => TResult,
): TResult {
  const read = useCallback(() => derive(serverClock.now()), [derive])
  return useSyncExternalStore(subscribeToSeconds, read)
}
