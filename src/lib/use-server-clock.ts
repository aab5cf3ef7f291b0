import { useContext, useMemo, useSyncExternalStore } from 'react'
import { FirstRenderContext } from './first-render.tsx'
import { serverClock } from './server-clock.ts'
import { second } from '#src/domain/time/duration.ts'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/**
 * Calls a listener every second, and returns a function that stops this. All listeners share one timer, which runs only
 * while there are listeners.
 */
function subscribeToSeconds(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const notify of listeners) notify()
  }, second)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/**
 * Returns a value derived from the server time, updated every second. The component renders only when the value
 * changes, so derive a coarse value such as a label or a minute.
 *
 * @param derive maps Unix milliseconds to a primitive
 */
export function useServerClock<TResult extends string | number | boolean | null>(
  derive: (now: number) => TResult,
): TResult {
  const firstAt = useContext(FirstRenderContext)
  const read = useMemo(
    () => oncePerTask(() => derive(firstAt ?? serverClock.now())),
    [derive, firstAt],
  )
  return useSyncExternalStore(subscribeToSeconds, read, read)
}

/**
 * Returns a function that caches the result of `read` until the current task ends. React compares two consecutive
 * readings, and the clock can advance between them on a slow page.
 */
function oncePerTask<TResult>(read: () => TResult): () => TResult {
  let cache: { result: TResult } | null = null
  return () => {
    if (!cache) queueMicrotask(() => (cache = null))
    cache ??= { result: read() }
    return cache.result
  }
}
