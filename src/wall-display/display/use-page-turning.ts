import { useEffect, useState } from 'react'
import { turned, type Turning } from './page-turner.ts'

/**
 * The page that is shown now.
 *
 * @param key of the board: another one begins with its first page
 * @param onTurn told since when the page is shown, as each is turned: a moment at which nothing would be disturbed
 */
export function usePageTurning<TPage>(parts: {
  key: string
  now: number
  pageMs: (page: TPage | undefined) => number
  paged: () => readonly TPage[]
  onTurn: (since: number) => void
}): Turning<TPage> {
  const { key, now, pageMs, paged, onTurn } = parts
  const [kept, setKept] = useState<{ key: string; turning: Turning<TPage> } | null>(null)
  const before = kept?.key === key ? kept.turning : null
  const turning = turned(before, now, pageMs, paged)
  if (turning !== before) setKept({ key, turning })

  useEffect(() => {
    onTurn(turning.since)
  }, [turning.since, onTurn])
  return turning
}
