import { layOutBoardLabel } from '#src/domain/floor-plan/board-label.ts'
import type { Floor } from '#src/domain/topology/topology.ts'
import { createBoardContent } from '#src/board/typography/board-content.ts'
import { fitBoard, type FittedBoard } from '#src/board/typography/fit-board.ts'
import { fitPlanLabels } from './plan-labels.ts'
import { computePlanLayout, type PlannedBoard, type PlanRoom } from './plan-layout.ts'

export type LeftOutParts = {
  /** Number of rooms on the plan, and how many of them are too small for their names. */
  drawn: number
  leftOut: number
  /** Whether the “You are here” dot is missing because it does not fit beside its room. */
  marker: boolean
}

/**
 * Returns what a board's plan of one floor leaves out because it does not fit.
 *
 * @param rooms rooms of the board, on any floor
 */
export function findLeftOutParts(
  board: FittedBoard & PlannedBoard,
  rooms: readonly PlanRoom[],
  floor: Pick<Floor, 'id' | 'name'>,
): LeftOutParts {
  const places = { rooms, floors: [floor] }
  const fit = fitBoard(board, createBoardContent(board, places))
  const layout = computePlanLayout(board, fit, places, floor)
  if (layout === null) return { drawn: 0, leftOut: 0, marker: false }
  const labels = fitPlanLabels(board, layout, rooms)
  const leftOut = [...labels.rooms].filter(([id, room]) => {
    const text = { ...room, figure: '', word: '', shortWord: '', note: null }
    const label = layOutBoardLabel(text, layout.floor.rooms.get(id)?.text ?? null, labels.sizes)
    return (label?.name ?? null) === null
  })
  const marker = layout.floor.rooms.has(board.youAreHere?.roomId ?? '') && layout.marker === null
  return { drawn: labels.rooms.size, leftOut: leftOut.length, marker }
}
