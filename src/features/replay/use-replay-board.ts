import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { boardsQuery } from '#src/data/boards/queries.ts'
import type { Board } from '#src/contract/board.ts'
import { updateSearchParams, useSearchParams } from '#src/lib/navigation.tsx'
import { replayParams, type ReplayLayout } from '#src/lib/replay-params.ts'

export type ReplayBoardChoice = {
  /** The boards of the account; undefined until they have loaded, and if the account may not read boards. */
  boards: readonly Board[] | undefined
  error: Error | null
  layout: ReplayLayout
  /** The board that the URL selects; null in other layouts, and if there is no such board. */
  board: Board | null
}

/**
 * Returns the layout and the board that the URL selects.
 *
 * @param hasLayouts whether the topology has loaded. Without it, the cards are the only layout
 */
export function useReplayBoard(hasLayouts: boolean): ReplayBoardChoice {
  const search = useSearchParams()
  const { data: boards, error } = useQuery(boardsQuery())
  const layout = hasLayouts ? replayParams.layout.read(search) : 'cards'
  const id = replayParams.board.read(search)
  const found = id === null ? boards?.[0] : boards?.find((one) => one.id === id)
  const firstId = id === null && layout === 'board' ? found?.id : undefined
  // A link must show the same board after another one is created.
  useEffect(() => {
    if (firstId === undefined) return
    updateSearchParams(
      (before) => {
        const next = new URLSearchParams(before)
        replayParams.board.write(next, firstId)
        return next
      },
      { replace: true },
    )
  }, [firstId])
  return { boards, error, layout, board: layout === 'board' ? (found ?? null) : null }
}
