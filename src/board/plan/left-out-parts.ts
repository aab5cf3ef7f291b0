import { layOutBoardLabel } from '#src/domain/floor-plan/board-label.ts'
import type { Floor } from '#src/domain/topology/topology.ts'
import { createBoardContent } from '#src/board/typography/board-content.ts'
import { fitBoard, type FittedBoard } from '#src/board/typography/fit-board.ts'
import { fitPlanLabels } from './plan-labels.ts'
import { computePlanLayout, type PlannedBoard, type PlanRoom } from './plan-layout.ts'

/** What a plan leaves out because there is no space for it. */
export type LeftOutParts = {
  /** Number of rooms drawn, and how many of them are too small to show their name. */
  drawn: number
  leftOut: number
  /** Whether there is no space for the dot "You are here" beside its room. */
  marker: boolean
}

/**
 * Returns what a board's plan of one floor does not show.
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
