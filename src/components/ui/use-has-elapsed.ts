import { useEffect, useState } from 'react'

/** Whether so many milliseconds have gone by since the component appeared. */
export function useAfter(ms: number): boolean {
  const [gone, setGone] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setGone(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return gone
}
