import type { BoardDraft } from '#src/contract/board.ts'
import { minute } from '#src/domain/time/duration.ts'
import { boardSizes, readableMetres } from './board-grid.ts'
import { pageMsOf } from './board-pages.ts'

/** Longer than people wait in front of a wall for one room. */
const longRoundMs = 4 * minute

/** Whether a wish can be read, and what it costs in pages: for whoever makes the board. */
export type Legibility = { legible: boolean; words: string }

/**
 * `40 rooms on a 55-inch screen at 5 m need 3 pages.` Where nobody could read it, from where they could.
 *
 * @param rooms how many rooms are on the board
 * @param pages how many pages they make
 */
export function legibility(
  board: Pick<BoardDraft, 'layout' | 'screen'>,
  rooms: number,
  pages: number,
): Legibility {
  const { diagonalInches, distanceMetres } = board.screen
  const { legible } = boardSizes(board)
  if (!legible) {
    return {
      legible,
      words: `Nobody can read this from ${distanceMetres} m: on a ${diagonalInches}-inch screen it can be read from ${readableMetres(board)} m. Take a larger screen, or let people come nearer.`,
    }
  }
  const what = `${rooms} ${rooms === 1 ? 'room' : 'rooms'} on a ${diagonalInches}-inch screen at ${distanceMetres} m`
  if (pages === 1) return { legible, words: `${what} fit on one page.` }
  const words = `${what} need ${pages} pages.`
  const roundMs = pages * pageMsOf(Math.ceil(rooms / pages))
  if (roundMs < longRoundMs) return { legible, words }
  const minutes = Math.round(roundMs / minute)
  return {
    legible,
    words: `${words} Each room is shown once in about ${minutes} minutes. Use a larger screen, a shorter viewing distance or fewer rooms.`,
  }
}
