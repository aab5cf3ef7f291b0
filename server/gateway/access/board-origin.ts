import type { RoomSelection } from '#src/contract/board.ts'
import type { BoardOrigin, StoredBoard } from '#server/gateway/boards/stored-board.ts'
import { hashSite } from '#server/gateway/displays/display-record.ts'
import type { AccessScope } from './access-scope.ts'
import type { SelectionAccess } from './selection-access.ts'

/**
 * Maximum number of sites in an origin. If there are more, only the account that saved the board may use missing rooms.
 */
const maxSites = 100

/** Rules for boards with rooms that the gateway account no longer sees (decision 0021). */
type OriginRules = {
  originOf: (rooms: RoomSelection) => BoardOrigin
  /**
   * Returns whether the account saved the board or sees all sites of its origin. Also true for boards of earlier
   * versions, which have no origin.
   */
  sharesOrigin: (origin: BoardOrigin | undefined) => boolean
  /** Returns whether the account may use rooms of a board that neither the account nor the gateway account sees. */
  mayUseMissing: (board: StoredBoard) => boolean
}

/**
 * @param account the key of the account (`accountKey`)
 * @param own what the account sees
 */
export function createOriginRules(
  account: string,
  own: Pick<AccessScope, 'sites'>,
  selections: Pick<SelectionAccess, 'sitesOf' | 'seesAnyRoom'>,
): OriginRules {
  const seen = new Set([...own.sites].map(hashSite))

  function sharesOrigin(origin: BoardOrigin | undefined): boolean {
    if (origin === undefined || origin.savedBy === account) return true
    return origin.sites.length > 0 && origin.sites.every((site) => seen.has(site))
  }

  return {
    sharesOrigin,
    originOf(rooms) {
      const sites = selections.sitesOf(rooms).map(hashSite)
      return { sites: sites.length > maxSites ? [] : sites.toSorted(), savedBy: account }
    },
    mayUseMissing: ({ rooms, origin }) =>
      origin === undefined ? selections.seesAnyRoom(rooms) : sharesOrigin(origin),
  }
}
