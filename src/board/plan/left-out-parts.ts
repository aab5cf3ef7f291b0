import type { BoardDraft } from '#src/contract/board.ts'
import { layOutBoardLabel } from '#src/domain/floor-plan/board-label.ts'
import type { Floor } from '#src/domain/topology/topology.ts'
import { createBoardContent } from '#src/board/typography/board-content.ts'
import { fitBoard, type FittedBoard } from '#src/board/typography/fit-board.ts'
import { fitPlanLabels } from './plan-labels.ts'
import { computePlanLayout, type PlanRoom } from './plan-layout.ts'

/** Number of rooms drawn on a plan, and how many of them are too small to show their name. */
export type LeftOutNames = { drawn: number; leftOut: number }

/**
 * Counts the names that a board's plan of one floor does not show.
 *
 * @param rooms rooms of the board, on any floor
 */
export function countLeftOutNames(
  board: FittedBoard & Pick<BoardDraft, 'name' | 'pageNumber'>,
  rooms: readonly PlanRoom[],
  floor: Pick<Floor, 'id' | 'name'>,
): LeftOutNames {
  const places = { rooms, floors: [floor] }
  const fit = fitBoard(board, createBoardContent(board, places))
  const layout = computePlanLayout(board, fit, places, floor)
  if (layout === null) return { drawn: 0, leftOut: 0 }
  const labels = fitPlanLabels(board, layout, rooms)
  const leftOut = [...labels.rooms].filter(([id, room]) => {
    const text = { ...room, figure: '', word: '', shortWord: '', note: null }
    const label = layOutBoardLabel(text, layout.floor.rooms.get(id)?.text ?? null, labels.sizes)
    return (label?.name ?? null) === null
  })
  return { drawn: labels.rooms.size, leftOut: leftOut.length }
}
