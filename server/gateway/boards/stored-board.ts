import * as v from 'valibot'
import { Board } from '#src/contract/board.ts'

/**
 * Who could use a board when it was saved. Decides who may use rooms that the gateway account no longer sees. To that
 * account, rooms that were deleted look the same as rooms that only other accounts still see (decision 0021).
 */
const BoardOrigin = v.strictObject({
  /** Hashes of the IDs of the sites that contain the board's rooms. */
  sites: v.array(v.string()),
  /** The key of the account that saved the board (`accountKey`). */
  savedBy: v.string(),
})
export type BoardOrigin = v.InferOutput<typeof BoardOrigin>

/** A board as stored. Earlier versions stored no origin. */
export const StoredBoard = v.strictObject({ ...Board.entries, origin: v.optional(BoardOrigin) })
export type StoredBoard = v.InferOutput<typeof StoredBoard>

/** Returns the part of a stored board that clients may see. */
export function toBoard({ origin: _origin, ...board }: StoredBoard): Board {
  return board
}
