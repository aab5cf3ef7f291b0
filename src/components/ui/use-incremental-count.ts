import { startTransition, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/**
 * Returns how many of `total` items to render now: initially `first`, then one more batch after each paint. While the
 * page prints, returns `total`. Batches keep a long list from blocking the page, even if React renders synchronously
 * because a store changed while it rendered.
 */
export function useIncrementalCount(total: number, batch: number, first = batch): number {
  const [count, setCount] = useState(first)
  const isComplete = count >= total
  useEffect(() => {
    if (isComplete) return
    const showAll = () => flushSync(() => setCount(total))
    addEventListener('beforeprint', showAll)
    let timer: ReturnType<typeof setTimeout> | undefined
    // The callback runs before a paint, and the timer after it.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setCount(count + batch)))
    })
    return () => {
      removeEventListener('beforeprint', showAll)
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [isComplete, count, batch, total])
  return Math.min(count, total)
}
