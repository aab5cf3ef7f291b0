import { startTransition, useEffect, useState } from 'react'

/**
 * Returns how many of `total` items to render now: one batch at first, and one more after each paint. A long list never
 * blocks the page in one long task, even where React renders synchronously because a store changed during rendering.
 */
export function useIncrementalCount(total: number, batch: number): number {
  const [count, setCount] = useState(batch)
  const isComplete = count >= total
  useEffect(() => {
    if (isComplete) return
    let timer: ReturnType<typeof setTimeout> | undefined
    // The callback runs before a paint, the timer after it.
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
