import { startTransition, useEffect, useState } from 'react'

/**
 * How many of `total` items to render now: a batch at first, and one more after each paint. A long list is then never one
 * long task, not even where React has to render synchronously because a store changed while it rendered.
 */
export function useIncrementalCount(total: number, batch: number): number {
  const [count, setCount] = useState(batch)
  const isComplete = count >= total
  useEffect(() => {
    if (!isComplete) startTransition(() => setCount(count + batch))
  }, [isComplete, count, batch])
  return Math.min(count, total)
}
