import { useEffect, useState } from 'react'
import { pageMs } from '#src/board/typography/board-pages.ts'
import { startRound, turnPage, type PageRotation, type RotationInput } from './page-rotation.ts'

/**
 * The page that is shown now.
 *
 * @param key of the board and of whether it has figures: a change begins a new round
 * @param onTurn told since when the page is shown, as each is turned: a moment at which nothing would be disturbed
 */
export function usePageRotation(
  options: RotationInput & { key: string; onTurn: (since: number) => void },
): PageRotation {
  const { key, onTurn } = options
  const [kept, setKept] = useState<{ key: string; rotation: PageRotation } | null>(null)
  const rotation = kept?.key === key ? rotationAt(kept.rotation, options) : startRound(options)
  if (rotation !== kept?.rotation) setKept({ key, rotation })

  useEffect(() => {
    onTurn(rotation.since)
  }, [rotation.since, onTurn])
  return rotation
}

/** A clock that was set back begins the page anew. */
function rotationAt(before: PageRotation, input: RotationInput): PageRotation {
  if (input.now < before.since) return { ...before, since: input.now }
  return input.now - before.since < pageMs(before.page) ? before : turnPage(before, input)
}
