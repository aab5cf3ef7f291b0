import type { Board, BoardDraft, RoomSelection } from '#src/contract/board.ts'
import type { BoardOrigin, StoredBoard } from '#server/gateway/boards/stored-board.ts'
import { accountKey } from '#server/gateway/topology/account-cache.ts'
import { createOriginRules } from './board-origin.ts'
import { ButlrError } from '#server/gateway/butlr/butlr-error.ts'
import type { ServiceAccount } from '#server/gateway/auth/service-account.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { Session } from '#server/gateway/auth/session.ts'
import type { TopologyCache } from '#server/gateway/topology/topology-cache.ts'
import { isListed, type AccountList } from './account-list.ts'
import {
  createKnownPlaces,
  isRecent,
  type KnownPlaces,
  seesEveryId,
  sharesSite,
  type AccessScope,
} from './access-scope.ts'
import { accessUnknownError, type AccountScopes } from './account-scopes.ts'
import { createSelectionAccess } from './selection-access.ts'
import {
  incompleteRetrySeconds,
  locationRefusedError,
  selectionRefusedError,
  selectionUnknownError,
} from './selection-errors.ts'

/** What one person may do with boards and displays. */
export type Viewer = {
  /** Why this person may not change boards and displays; null if they may. */
  refusal: GatewayError | null
  /**
   * Returns whether this person may use a stored board; null (missing or unreadable) counts as a board of all rooms.
   */
  mayUse: (board: StoredBoard | null) => boolean
  /** Returns the board without the short names of rooms that this person does not see. */
  withVisibleNames: <TBoard extends BoardDraft & Pick<StoredBoard, 'origin'>>(
    board: TBoard,
  ) => TBoard
  /**
   * Returns the room selection to store. `before` is the stored selection, null for a new board. Throws `not_allowed`
   * if this person does not see everything in `wanted`, and `access_unknown` if that cannot be determined.
   */
  checkSelection: (wanted: RoomSelection, before: RoomSelection | null) => RoomSelection
  /**
   * Checks the floor of a display if it differs from the stored floor; null means that no floor is set. Throws
   * `not_allowed` if this person or the gateway account does not see the floor.
   */
  checkLocation: (wanted: string | null, before: string | null) => void
  /**
   * Returns the IDs of selected rooms that this person does not see. A display must not show these rooms after this
   * person assigns the board to it, even if the gateway account sees them later. Throws `not_allowed` if the board's
   * location or tag no longer exists.
   */
  roomsToExclude: (board: Board) => string[]
  originOf: (rooms: RoomSelection) => BoardOrigin
}

/**
 * Determines who may use which boards and displays. `viewer` and `editor` throw `not_allowed` for accounts that share
 * no site with the gateway account, `access_unknown` if access cannot be determined, and the errors of `AccountScopes`.
 */
export type Access = {
  /** Returns the viewer for a read. Without a working gateway account, the viewer may use nothing. */
  viewer: (session: Session, signal: AbortSignal) => Promise<Viewer>
  /**
   * Loads the account's current topology, and returns the viewer for a change. Also throws `not_allowed` for accounts
   * that are not managers, and `no_account` without a working gateway account.
   */
  editor: (session: Session, signal: AbortSignal) => Promise<Viewer>
  /** Returns the IDs of all sites that the gateway account sees, or null if not all are known within three seconds. */
  gatewaySites: () => Promise<ReadonlySet<string> | null>
}

type AccessDeps = {
  accountScopes: AccountScopes
  account: ServiceAccount
  topology: TopologyCache
  /** Accounts that may change boards and displays; undefined means all accounts that may use them. */
  managers: AccountList | undefined
  /** Returns the time in Unix milliseconds. */
  now: () => number
}

const maxSitesWaitMs = 3_000

/**
 * Creates access rules that are derived from the topology. Displays read Butlr through the gateway account, so a person
 * may use a board only if their own account sees all of its rooms (decision 0021). The topology of the gateway account
 * stays valid for an hour. Without it, access cannot be determined and is denied.
 */
export function createAccess({
  accountScopes,
  account,
  topology,
  managers,
  now,
}: AccessDeps): Access {
  const learnPlaces = createKnownPlaces(now)
  let known: KnownPlaces | null = null

  /** Returns what the gateway account sees. Throws `no_account` and `access_unknown`. */
  async function referencePlaces(signal: AbortSignal): Promise<KnownPlaces> {
    try {
      const { summary } = await account.callTopology(
        (session, until) => topology.get(session, { document: 'places' }, until),
        signal,
      )
      known = learnPlaces(summary)
      return known
    } catch (error) {
      if (known !== null && isRecent(known.scope.asOf, now())) return known
      if (isNoAccount(error)) throw error
      throw error instanceof GatewayError || error instanceof ButlrError
        ? accessUnknownError(error)
        : error
    }
  }

  function managerRefusal(session: Session): GatewayError | null {
    if (isListed(managers, session)) return null
    return new GatewayError('not_allowed', {
      message: 'Only managers can change boards and displays. Ask your administrator for access.',
    })
  }

  async function createViewer(
    session: Session,
    signal: AbortSignal,
    getScope: AccountScopes['get'],
  ): Promise<Viewer> {
    const seen = await referencePlaces(signal)
    let scope = await getScope(session, signal)
    // Reloads an older cached topology, so that a new room in Butlr does not hide boards from people who see the room.
    if (scope.asOf < seen.scope.asOf && !seesEveryId(scope, seen.scope)) {
      scope = await accountScopes.fresh(session, signal)
    }
    requireSharedSite(scope, seen.scope)
    return viewerFromScope(accountKey(session), scope, seen, managerRefusal(session))
  }

  return {
    async viewer(session, signal) {
      try {
        return await createViewer(session, signal, accountScopes.get)
      } catch (error) {
        if (isNoAccount(error)) return viewerWithoutReference(error)
        throw error
      }
    },
    async editor(session, signal) {
      const refusal = managerRefusal(session)
      if (refusal !== null) throw refusal
      return createViewer(session, signal, accountScopes.fresh)
    },
    async gatewaySites() {
      try {
        const { scope } = await referencePlaces(AbortSignal.timeout(maxSitesWaitMs))
        return mayLackSites(scope) ? null : scope.sites
      } catch (error) {
        if (error instanceof GatewayError) return null
        throw error
      }
    },
  }
}

function isNoAccount(error: unknown): error is GatewayError {
  return error instanceof GatewayError && error.code === 'no_account'
}

function mayLackSites({ gaps }: AccessScope): boolean {
  return gaps.some(({ kind }) => kind === 'site' || kind === 'unknown')
}

function requireSharedSite(own: AccessScope, all: AccessScope): void {
  if (sharesSite(own, all)) return
  if (mayLackSites(own) || mayLackSites(all)) {
    throw new GatewayError('access_unknown', { retryAfterSeconds: incompleteRetrySeconds })
  }
  throw new GatewayError('not_allowed', {
    message: 'Your Butlr account doesn’t have access to any of the sites that displays can show.',
  })
}

function viewerFromScope(
  account: string,
  own: AccessScope,
  reference: KnownPlaces,
  refusal: GatewayError | null,
): Viewer {
  const selections = createSelectionAccess(own, reference)
  const origins = createOriginRules(account, own, selections)
  return {
    refusal,
    originOf: origins.originOf,
    mayUse(board) {
      if (board === null) return selections.judge({ kind: 'all' }, false) === 'allowed'
      return selections.judge(board.rooms, origins.mayUseMissing(board)) === 'allowed'
    },
    withVisibleNames(board) {
      // Everyone who may use a board of all rooms sees every room, so all names stay, even those of rooms that only the
      // reporting API returns.
      if (board.rooms.kind === 'all' && origins.sharesOrigin(board.origin)) return board
      const names = Object.entries(board.shortNames).filter(([id]) => own.rooms.has(id))
      return { ...board, shortNames: Object.fromEntries(names) }
    },
    checkSelection(wanted, before) {
      const { verdict, rooms } = selections.judgeNew(wanted, before)
      if (verdict === 'allowed') return rooms
      throw verdict === 'unknown' ? selectionUnknownError() : selectionRefusedError()
    },
    checkLocation(wanted, before) {
      if (wanted === null || wanted === before) return
      if (selections.seesPlace({ kind: 'floor', id: wanted })) return
      throw locationRefusedError()
    },
    roomsToExclude({ rooms }) {
      if (selections.seesPlace(rooms)) return selections.unseenRooms(rooms)
      throw new GatewayError('not_allowed', {
        message: 'The rooms on this board no longer exist. Select other rooms first.',
      })
    },
  }
}

/** Returns a viewer that may use nothing, because the rooms that displays would show are unknown. */
function viewerWithoutReference(refusal: GatewayError): Viewer {
  const refuse = () => {
    throw refusal
  }
  return {
    refusal,
    mayUse: () => false,
    withVisibleNames: (board) => board,
    checkSelection: refuse,
    checkLocation: refuse,
    roomsToExclude: refuse,
    originOf: refuse,
  }
}
