import type { RoomSelection } from '#src/contract/board.ts'
import type { BoardOrigin, StoredBoard } from '#server/gateway/boards/stored-board.ts'
import { hashSite } from '#server/gateway/displays/display-record.ts'
import type { AccessScope } from './access-scope.ts'
import type { SelectionAccess } from './selection-access.ts'

/**
 * Maximum number of sites that a board records. If it has more, only the account that saved it may use rooms that are
 * missing.
 */
const maxSites = 100

/** Rules for boards with rooms that the gateway account no longer sees (decision 0021). */
type OriginRules = {
  originOf: (rooms: RoomSelection) => BoardOrigin
  /** Whether the account sees all sites of an origin or saved the board. Earlier versions stored no origin. */
  sharesOrigin: (origin: BoardOrigin | undefined) => boolean
  /** Whether the account may use the rooms of a board that neither account sees. */
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
