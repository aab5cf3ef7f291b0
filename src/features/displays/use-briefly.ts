import { useCallback, useEffect, useState } from 'react'

/** Long enough to read a short confirmation, in milliseconds. */
const shownMs = 10_000

/** Returns whether something happened in the past ten seconds, and a function to call when it happens. */
export function useBriefly(): [isRecent: boolean, mark: () => void] {
  const [count, setCount] = useState(0)
  const [endedCount, setEndedCount] = useState(0)
  useEffect(() => {
    const timer = setTimeout(() => setEndedCount(count), shownMs)
    return () => clearTimeout(timer)
  }, [count])
  return [count !== endedCount, useCallback(() => setCount((before) => before + 1), [])]
}
