import { useEffect, useEffectEvent, useState } from 'react'
import { updateSearchParams, useSearchParams } from '#src/lib/navigation.tsx'
import { replayParams } from '#src/lib/replay-params.ts'

/** Shortest time between two changes of the URL, in milliseconds: Safari allows 100 in 30 seconds. */
const writeIntervalMs = 500

/**
 * Returns the moment of the replay in Unix milliseconds, and a function to change it. The URL follows with a delay. A
 * change of the URL, such as Back, changes the moment.
 *
 * @param initial the moment if the URL has none
 */
export function useMoment(initial: number): [number, (at: number) => void] {
  const fromUrl = replayParams.at.read(useSearchParams())
  const [at, setAt] = useState(fromUrl ?? initial)
  const [seen, setSeen] = useState(fromUrl)
  const [written, setWritten] = useState<number | null>(null)
  if (fromUrl !== seen) {
    setSeen(fromUrl)
    if (fromUrl !== null && fromUrl !== written) setAt(fromUrl)
  }
  const isPending = at !== fromUrl
  const handleWrite = useEffectEvent(() => {
    setWritten(at)
    updateSearchParams(
      (before) => {
        const next = new URLSearchParams(before)
        replayParams.at.write(next, at)
        return next
      },
      { replace: true },
    )
  })
  useEffect(() => {
    if (!isPending) return
    const timer = setTimeout(handleWrite, writeIntervalMs)
    return () => clearTimeout(timer)
  }, [isPending])
  return [at, setAt]
}
