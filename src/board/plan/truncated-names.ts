import { layOutBoardFloor } from '#src/domain/floor-plan/board-floor.ts'
import { layOutBoardLabel } from '#src/domain/floor-plan/board-label.ts'
import type { Floor, Room } from '#src/domain/topology/tree.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { isFloorNamed, planSpace } from './plan-space.ts'

/** Of the rooms drawn on a plan, how many are too small for their whole name. */
export type TruncatedNames = { drawn: number; truncated: number }

/**
 * Counts the names that a board's plan of one floor does not show in full.
 *
 * @param rooms of the board, on any floor
 */
export function countTruncatedNames(
  board: Pick<BoardDraft, 'name' | 'layout' | 'screen' | 'shortNames'>,
  rooms: readonly Pick<Room, 'id' | 'name' | 'capacity' | 'outline' | 'rotation' | 'floorId'>[],
  floor: Pick<Floor, 'id' | 'name'>,
): TruncatedNames {
  const { sizes, ...space } = planSpace(board, isFloorNamed(board, floor.name))
  const here = rooms.filter(({ floorId }) => floorId === floor.id)
  const places = layOutBoardFloor(here, space)?.rooms
  const truncated = here.filter(({ id, name, capacity }) => {
    const place = places?.get(id)
    if (place === undefined) return false
    const shown = board.shortNames[id] ?? name
    const limit = capacity === null ? null : String(capacity)
    const text = { name: shown, figure: '', capacity: limit, word: '', note: null }
    const label = layOutBoardLabel(text, place.text, sizes)
    return !isWhole(shown, label?.name?.lines.map((line) => line.words) ?? [])
  })
  return { drawn: places?.size ?? 0, truncated: truncated.length }
}

/** `9 of 60 rooms are too small on this plan for their whole names.`; null where every drawn room has its name. */
export function truncatedNamesMessage(floors: readonly TruncatedNames[]): string | null {
  const drawn = floors.reduce((sum, floor) => sum + floor.drawn, 0)
  const truncated = floors.reduce((sum, floor) => sum + floor.truncated, 0)
  if (truncated === 0) return null
  return `${truncated} of ${drawn} rooms ${truncated === 1 ? 'is' : 'are'} too small on this plan for ${truncated === 1 ? 'its whole name' : 'their whole names'}.`
}

/** Whether only blanks are missing. */
function isWhole(name: string, lines: readonly string[]): boolean {
  const letters = (words: string) => words.replace(/[\s-]/g, '')
  return letters(lines.join('')) === letters(name)
}
