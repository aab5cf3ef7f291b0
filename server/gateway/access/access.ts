import type { Board, BoardDraft, RoomSelection } from '#src/contract/board.ts'
import { ButlrError } from '#server/gateway/butlr/butlr-error.ts'
import type { ServiceAccount } from '#server/gateway/auth/service-account.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { Session } from '#server/gateway/auth/session.ts'
import type { TopologyCache } from '#server/gateway/topology/topology-cache.ts'
import { isListed, type AccountList } from './account-list.ts'
import {
  createPlacesParser,
  isRecent,
  type KnownPlaces,
  accessUnknownError,
  type AccountScopes,
  seesEveryId,
  sharesSite,
  type AccessScope,
} from './account-scopes.ts'
import { createSelectionAccess } from './selection-access.ts'

/** What one person may do with boards and displays. */
export type Viewer = {
  /** Why this person may not change boards and displays; null where they may. */
  refusal: GatewayError | null
  /** Whether they may use a stored board; null stands for one that is gone or cannot be read. */
  mayUse: (board: Board | null) => boolean
  /** A board without the short names of rooms that they do not see. */
  withVisibleNames: <TBoard extends BoardDraft>(board: TBoard) => TBoard
  /**
   * What to store of a new choice of rooms; `before` is the stored one, null for a new board. Throws `not_allowed` where
   * they do not see all of it, and `access_unknown` where that is open.
   */
  checkSelection: (wanted: RoomSelection, before: RoomSelection | null) => RoomSelection
  /**
   * The rooms that a display must leave out when they make it show a board: those that do not exist now, and that they
   * may not see when they come back. Throws `not_allowed` for a board of a place that does not exist.
   */
  roomsToExclude: (board: Board) => string[]
}

/**
 * Who may use which boards and displays. Both methods throw `not_allowed` for accounts that share no site with the
 * gateway's account, `access_unknown` when access cannot be determined, and the errors of `AccountScopes`.
 */
export type Access = {
  /** For reading. Without a gateway account that works there is a viewer who may use nothing. */
  viewer: (session: Session, signal: AbortSignal) => Promise<Viewer>
  /**
   * For a change: asks Butlr again what the person sees. Also throws `not_allowed` for those who are no managers, and
   * `no_account` without a gateway account that works.
   */
  editor: (session: Session, signal: AbortSignal) => Promise<Viewer>
  /** The ids of all sites that the gateway's account sees; null where that is not known within three seconds. */
  gatewaySites: () => Promise<ReadonlySet<string> | null>
}

type AccessDeps = {
  own: AccountScopes
  account: ServiceAccount
  topology: TopologyCache
  /** Who may change boards and displays; absent: everyone who may use them. */
  managers: AccountList | undefined
  /** Epoch milliseconds. */
  now: () => number
}

const maxSitesWaitMs = 3_000
/** An incomplete topology is asked for again after this. */
const incompleteRetrySeconds = 60

/**
 * Decides by topology: displays read Butlr through the gateway's account, so a person may use a board only when the
 * person's own account sees all of its rooms (decision 0021). What the gateway's account saw counts for an hour; without
 * it there is nothing to compare with, and nobody may use or make a board.
 */
export function createAccess({ own, account, topology, managers, now }: AccessDeps): Access {
  const readPlaces = createPlacesParser(now)
  let known: KnownPlaces | null = null

  /** What the gateway's account sees. Throws `no_account` and `access_unknown`. */
  async function referencePlaces(signal: AbortSignal): Promise<KnownPlaces> {
    try {
      const json = await account.call(
        (session, until) => topology.get(session, { document: 'places' }, until),
        signal,
      )
      known = readPlaces(json)
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
    // A room that is new at Butlr must not hide boards from people whose own answer is merely older.
    if (scope.asOf < seen.scope.asOf && !seesEveryId(scope, seen.scope)) {
      scope = await own.fresh(session, signal)
    }
    requireSharedSite(scope, seen.scope)
    return viewerFromScope(scope, seen, managerRefusal(session))
  }

  return {
    async viewer(session, signal) {
      try {
        return await createViewer(session, signal, own.get)
      } catch (error) {
        if (isNoAccount(error)) return viewerWithoutReference(error)
        throw error
      }
    },
    async editor(session, signal) {
      const refusal = managerRefusal(session)
      if (refusal !== null) throw refusal
      return createViewer(session, signal, own.fresh)
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
    message: 'Your Butlr account doesn’t have access to the sites on these displays.',
  })
}

function viewerFromScope(
  own: AccessScope,
  reference: KnownPlaces,
  refusal: GatewayError | null,
): Viewer {
  const selections = createSelectionAccess(own, reference)
  return {
    refusal,
    mayUse: (board) => selections.judge(board?.rooms ?? { kind: 'all' }) === 'allowed',
    withVisibleNames(board) {
      // Boards of all rooms also show rooms that only the reporting API knows, to people who see everything.
      if (board.rooms.kind === 'all') return board
      const names = Object.entries(board.shortNames).filter(([id]) => own.rooms.has(id))
      return { ...board, shortNames: Object.fromEntries(names) }
    },
    checkSelection(wanted, before) {
      const { verdict, rooms } = selections.judgeNew(wanted, before)
      if (verdict === 'allowed') return rooms
      throw verdict === 'unknown' ? selectionUnknownError() : selectionRefusedError()
    },
    roomsToExclude({ rooms }) {
      if (selections.seesPlace(rooms)) return selections.unseenRooms(rooms)
      throw new GatewayError('not_allowed', {
        message: 'The rooms on this board no longer exist. Select other rooms first.',
      })
    },
  }
}

function selectionRefusedError(): GatewayError {
  return new GatewayError('not_allowed', {
    message:
      'This board includes rooms that don’t exist or that your Butlr account can’t see. Select other rooms.',
  })
}

function selectionUnknownError(): GatewayError {
  return new GatewayError('access_unknown', {
    retryAfterSeconds: incompleteRetrySeconds,
    message:
      'Butlr returned incomplete data for this location, so Headroom can’t check your access to it. Select individual rooms or another location, or try again later.',
  })
}

/** Nobody may use anything while nobody knows what displays would show. */
function viewerWithoutReference(refusal: GatewayError): Viewer {
  const refuse = () => {
    throw refusal
  }
  return {
    refusal,
    mayUse: () => false,
    withVisibleNames: (board) => board,
    checkSelection: refuse,
    roomsToExclude: refuse,
  }
}
