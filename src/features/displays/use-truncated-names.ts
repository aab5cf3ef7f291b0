import { useEffect, useState } from 'react'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Topology } from '#src/domain/topology/tree.ts'
import {
  countTruncatedNames,
  truncatedNamesMessage,
  type TruncatedNames,
} from '#src/board/plan/truncated-names.ts'
import type { BoardDraft } from '#src/contract/board.ts'

/**
 * How many rooms of a plan are too small for their names, as a sentence; null for other layouts and while it is not known.
 * Floors are counted one at a time, so that a large building does not block the editor.
 */
export function useTruncatedNames(
  board: BoardDraft,
  rooms: readonly LiveRoom[],
  topology: Topology | undefined,
): string | null {
  const [message, setMessage] = useState<string | null>(null)
  // Rooms are new objects with every poll; their names and outlines are not.
  const ids = JSON.stringify(rooms.map(({ id }) => id))
  useEffect(() => {
    if (board.layout !== 'plan' || topology === undefined) return
    const onBoard = new Set<unknown>(JSON.parse(ids))
    const described = topology.rooms.filter(({ id }) => onBoard.has(id))
    const counted: TruncatedNames[] = []
    let timer: ReturnType<typeof setTimeout>
    const countFrom = (index: number) => {
      const floor = topology.floors[index]
      if (floor === undefined) return setMessage(truncatedNamesMessage(counted))
      counted.push(countTruncatedNames(board, described, floor))
      timer = setTimeout(countFrom, 0, index + 1)
    }
    timer = setTimeout(countFrom, 0, 0)
    return () => clearTimeout(timer)
  }, [board, ids, topology])
  return board.layout === 'plan' ? message : null
}
