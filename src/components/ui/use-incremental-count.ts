import { startTransition, useEffect, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/**
 * Returns how many of `total` items to render now: initially `first`, then one more batch after each paint. When the
 * page prints, returns `total`. Batches keep a long list from blocking the page, even if React renders synchronously
 * because a store changed while it rendered.
 */
export function useIncrementalCount(total: number, batch: number, first = batch): number {
  const [count, setCount] = useState(first)
  const isComplete = count >= total
  // Listens in a layout effect and independently of the count: the page can print before React runs the other effects
  // of a batch, and a listener that is replaced while the event is dispatched does not run.
  useLayoutEffect(() => {
    const showAll = () => flushSync(() => setCount(Infinity))
    addEventListener('beforeprint', showAll)
    return () => removeEventListener('beforeprint', showAll)
  }, [])
  useEffect(() => {
    if (isComplete) return
    let timer: ReturnType<typeof setTimeout> | undefined
    // The callback runs before a paint, and the timer after it.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setCount(count + batch)))
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [isComplete, count, batch])
  return Math.min(count, total)
}
