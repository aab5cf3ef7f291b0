import { useEffect, useState } from 'react'
import type { BoardDraft } from '#src/contract/board.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { isPlanLaidOut, layOutPlan, type PlanLayout } from './plan-layout.ts'

/** Floors with more corners are laid out in a separate task, so that the task that receives them stays short. */
const mostCorners = 2000

/**
 * Returns the layout of a floor's plan. Null without a floor, if no room can be drawn, and until a large floor is laid
 * out.
 */
export function usePlanLayout(
  board: BoardDraft,
  topology: Topology,
  floorId: string | null,
): PlanLayout | null {
  const [, setLaidOut] = useState<unknown>(null)
  const isReady =
    floorId === null ||
    isPlanLaidOut(board, topology, floorId) ||
    countCorners(topology, floorId) <= mostCorners
  useEffect(() => {
    if (isReady) return undefined
    const timer = setTimeout(() => setLaidOut(layOutPlan(board, topology, floorId)))
    return () => clearTimeout(timer)
  }, [isReady, board, topology, floorId])
  return isReady && floorId !== null ? layOutPlan(board, topology, floorId) : null
}

function countCorners({ rooms }: Topology, floorId: string): number {
  return rooms.reduce(
    (sum, room) => sum + (room.floorId === floorId ? (room.outline?.length ?? 0) : 0),
    0,
  )
}
