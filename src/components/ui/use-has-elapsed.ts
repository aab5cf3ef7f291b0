import { useEffect, useState } from 'react'

/** Whether so many milliseconds have gone by since the component appeared. */
export function useHasElapsed(ms: number): boolean {
  const [hasElapsed, setGone] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setGone(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return hasElapsed
}
