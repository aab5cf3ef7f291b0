import * as text from '#messages/boards.ts'
import { formatDistance } from '#messages/distances.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { minute } from '#src/domain/time/duration.ts'
import { durationForItems } from '#src/board/page-duration.ts'
import type { TruncatedNames } from '#src/board/plan/plan-space.ts'
import {
  computeBoardTypography,
  maxReadableMetres,
} from '#src/board/typography/board-typography.ts'

/** A cycle of pages this long causes a warning, because people do not wait that long for a room to appear. */
const longRoundMs = 4 * minute

/** Whether a board is legible, and how many pages it needs, for the person who edits it. */
type Legibility = { legible: boolean; message: string }

/**
 * Returns `40 rooms on a 55-inch screen at 5 m need 3 pages.` For an illegible board, returns the distance at which it
 * becomes legible.
 *
 * @param rooms number of rooms on the board
 * @param pages number of pages that they fill
 */
export function legibilityMessage(
  board: Pick<BoardDraft, 'layout' | 'screen' | 'units'>,
  rooms: number,
  pages: number,
): Legibility {
  const { diagonalInches: inches, distanceMetres: metres } = board.screen
  const { legible } = computeBoardTypography(board)
  const distance = (value: number) => formatDistance(value, board.units)
  const conditions = { inches, distance: distance(metres) }
  if (!legible) {
    return { legible, message: text.tooSmallToRead(conditions, distance(maxReadableMetres(board))) }
  }
  if (pages === 1) return { legible, message: text.onePageNeeded(rooms, conditions) }
  const message = text.pagesNeeded(rooms, conditions, pages)
  const roundMs = pages * durationForItems(Math.ceil(rooms / pages))
  if (roundMs < longRoundMs) return { legible, message }
  return { legible, message: `${message} ${text.longRound(Math.round(roundMs / minute))}` }
}

/** Returns `9 of 60 rooms are too small to show their full names.`; null when all names fit. */
export function truncatedNamesMessage(floors: readonly TruncatedNames[]): string | null {
  const drawn = floors.reduce((sum, floor) => sum + floor.drawn, 0)
  const truncated = floors.reduce((sum, floor) => sum + floor.truncated, 0)
  return truncated === 0 ? null : text.namesTruncated(truncated, drawn)
}
