import type { BoardLabelSizes } from '#src/domain/floor-plan/board-label-candidates.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { createBoardContent } from '#src/board/typography/board-content.ts'
import type { BoardFit } from '#src/board/typography/board-fit.ts'
import { fitBoard, type FittedBoard } from '#src/board/typography/fit-board.ts'
import { layOutBoardFloor } from '#src/domain/floor-plan/board-floor.ts'
import { layOutBoardLabel } from '#src/domain/floor-plan/board-label.ts'
import type { Floor, Room } from '#src/domain/topology/topology.ts'

/** Height of the floor's name above its plan, in em of a room's name. */
const captionHeight = 1.7

/** Font sizes of a plan and the space that it has, in thousandths of the screen's shorter side. */
type PlanSpace = { sizes: BoardLabelSizes; width: number; height: number }

/**
 * Returns the space and font sizes for the plan of a floor.
 *
 * @param fit the fit of the board
 * @param isNamed whether the floor's name is shown above the plan
 */
export function computePlanSpace(
  { name, least, figure, area }: BoardFit,
  isNamed: boolean,
): PlanSpace {
  return {
    sizes: { name: 10 * name, least: 10 * least, figure: 10 * figure },
    width: 10 * area.width,
    height: 10 * (area.height - (isNamed ? captionHeight * name : 0)),
  }
}

/** Returns whether the floor's name is shown above its plan: always, unless the board has the same name. */
export function isFloorNamed({ name }: Pick<BoardDraft, 'name'>, floorName: string): boolean {
  return floorName !== name
}

/** Number of rooms drawn on a plan, and how many of them are too small to show their full name. */
export type TruncatedNames = { drawn: number; truncated: number }

/**
 * Counts the names that a board's plan of one floor does not show in full.
 *
 * @param rooms rooms of the board, on any floor
 */
export function countTruncatedNames(
  board: FittedBoard & Pick<BoardDraft, 'name'>,
  rooms: readonly Pick<Room, 'id' | 'name' | 'capacity' | 'outline' | 'rotation' | 'floorId'>[],
  floor: Pick<Floor, 'id' | 'name'>,
): TruncatedNames {
  const fit = fitBoard(board, createBoardContent(board, { rooms, floors: [floor] }))
  const { sizes, ...space } = computePlanSpace(fit, isFloorNamed(board, floor.name))
  const floorRooms = rooms.filter(({ floorId }) => floorId === floor.id)
  const places = layOutBoardFloor(floorRooms, space)?.rooms
  const truncated = floorRooms.filter(({ id, name, capacity }) => {
    const place = places?.get(id)
    if (place === undefined) return false
    const shown = board.shortNames[id] ?? name
    const limit = capacity === null ? null : String(capacity)
    const text = { name: shown, figure: '', capacity: limit, word: '', note: null }
    const label = layOutBoardLabel(text, place.text, sizes)
    return !isComplete(shown, label?.name?.lines.map((line) => line.text) ?? [])
  })
  return { drawn: places?.size ?? 0, truncated: truncated.length }
}

/** Returns whether the lines contain the full name, ignoring spaces and hyphens. */
function isComplete(name: string, lines: readonly string[]): boolean {
  const letters = (words: string) => words.replace(/[\s-]/g, '')
  return letters(lines.join('')) === letters(name)
}
