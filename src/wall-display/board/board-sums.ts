import type { LiveRoom } from '#src/live/live-rooms.ts'
import type { ShownState } from '#src/live/room-view.ts'
import { isStatusOnly } from '#src/occupancy/room-privacy.ts'
import { totals } from '#src/occupancy/totals.ts'
import type { BoardDraft } from '#src/wall-display/board-contract.ts'
import { numberIn } from './in-language.ts'
import { said, type Answered } from './said.ts'

/** What stands under a board: everybody on it, and how many rooms are in each state. */
export type BoardSums = { people: string; states: ReadonlyMap<ShownState, number> }

/** Adds a board's rooms up. People in rooms that are shown in words are not counted: then the sum is "at least". */
export function boardSums(
  board: Pick<BoardDraft, 'privacy' | 'shortNames' | 'locale'>,
  rooms: readonly LiveRoom[],
  answered: Answered,
): BoardSums {
  const states = new Map<ShownState, number>()
  let withheld = false
  const isPrivate = ({ capacity }: LiveRoom) => isStatusOnly(board.privacy, capacity)
  for (const room of rooms) {
    const { state } = said(board, room, answered)
    states.set(state, (states.get(state) ?? 0) + 1)
    if (isPrivate(room) && state === 'in-use') withheld = true
  }
  const sum = totals(rooms.filter((room) => !isPrivate(room)))
  const atLeast = sum.atLeast || withheld
  // "At least 0" would read as an empty building.
  if (sum.people === 0 && atLeast) return { people: '–', states }
  return { people: `${numberIn(board.locale, sum.people)}${atLeast ? '+' : ''}`, states }
}
