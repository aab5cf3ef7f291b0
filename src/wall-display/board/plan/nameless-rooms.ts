import { layOutBoardFloor } from '#src/domain/floor-plan/board-floor.ts'
import { layOutBoardLabel } from '#src/domain/floor-plan/board-label.ts'
import type { Floor, Room } from '#src/topology/tree.ts'
import type { BoardDraft } from '#src/wall-display/board-contract.ts'
import { isFloorNamed, planSpace } from './plan-space.ts'

/**
 * `9 of 60 rooms are too small on this plan for their whole names.` For whoever makes the board; null where every drawn
 * room has its name.
 *
 * @param rooms of the board
 * @param floors that they are on
 */
export function namelessInWords(
  board: Pick<BoardDraft, 'name' | 'layout' | 'screen' | 'shortNames'>,
  rooms: readonly Pick<Room, 'id' | 'name' | 'capacity' | 'outline' | 'rotation' | 'floorId'>[],
  floors: readonly Pick<Floor, 'id' | 'name'>[],
): string | null {
  let [drawn, nameless] = [0, 0]
  for (const floor of floors) {
    const space = planSpace(board, isFloorNamed(board, floor.name))
    const here = rooms.filter(({ floorId }) => floorId === floor.id)
    const places = layOutBoardFloor(here, space)?.rooms
    drawn += places?.size ?? 0
    nameless += here.filter(({ id, name, capacity }) => {
      const place = places?.get(id)
      if (place === undefined) return false
      const called = board.shortNames[id] ?? name
      const limit = capacity === null ? null : String(capacity)
      const words = { name: called, figure: '', capacity: limit, word: '', note: null }
      const label = layOutBoardLabel(words, place.text, space.sizes)
      return !isWhole(called, label?.name?.lines.map((line) => line.words) ?? [])
    }).length
  }
  if (nameless === 0) return null
  return `${nameless} of ${drawn} rooms ${nameless === 1 ? 'is' : 'are'} too small on this plan for ${nameless === 1 ? 'its whole name' : 'their whole names'}.`
}

/** Whether nothing but blanks is missing. */
function isWhole(name: string, lines: readonly string[]): boolean {
  const letters = (words: string) => words.replace(/[\s-]/g, '')
  return letters(lines.join('')) === letters(name)
}
