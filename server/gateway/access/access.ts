import type { Board, RoomSelection } from '#src/contract/board.ts'
import { ButlrError } from '#server/gateway/butlr/butlr-error.ts'
import type { ServiceAccount } from '#server/gateway/auth/service-account.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { Session } from '#server/gateway/auth/session.ts'
import { accountKey } from '#server/gateway/topology/account-cache.ts'
import type { TopologyCache } from '#server/gateway/topology/topology-cache.ts'
import { isListed, type AccountList } from './account-list.ts'
import {
  createPlacesParser,
  isRecent,
  type KnownPlaces,
  accessUnknownError,
  type AccountScopes,
  seesEverything,
  seesRooms,
  sharesSite,
  type AccessScope,
} from './account-scopes.ts'

/** What one person may do with boards and displays. */
export type Viewer = {
  /** Whether they may change boards and displays at all. */
  mayChange: boolean
  /** Whether they see every room of a choice. */
  mayShow: (rooms: RoomSelection) => boolean
  /** Whether they may use a board; null stands for one that is gone or cannot be read. */
  mayUse: (board: Board | null) => boolean
  /** Says that this person made a board. */
  recordCreated: (board: Board) => void
}

/**
 * Who may use which boards and displays. Both methods throw `not_allowed` for accounts that share no site with the
 * gateway's account, and as `AccountScopes` does.
 */
export type Access = {
  /** For reading. */
  viewer: (session: Session, signal: AbortSignal) => Promise<Viewer>
  /** For a change: asks Butlr again what the person sees. Also throws `not_allowed` for those who are no managers. */
  editor: (session: Session, signal: AbortSignal) => Promise<Viewer>
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

const maxMakers = 1_000

/**
 * Decides by topology: displays read Butlr through the gateway's account, so a person may use a board only when the
 * person's own account sees all of its rooms (decision 0021). While the gateway has no account that works, and it is not
 * known what the last one saw, people may use the boards that they made in the meantime.
 */
export function createAccess({ own, account, topology, managers, now }: AccessDeps): Access {
  const readPlaces = createPlacesParser(now)
  let known: KnownPlaces | null = null
  const makers = new Map<string, string>()

  /** What the gateway's account sees; null where it has none that works. */
  async function referencePlaces(signal: AbortSignal): Promise<KnownPlaces | null> {
    try {
      const json = await account.call(
        (session, until) => topology.get(session, { document: 'places' }, until),
        signal,
      )
      known = readPlaces(json)
      return known
    } catch (error) {
      if (known !== null && isRecent(known.scope.asOf, now())) return known
      if (error instanceof GatewayError && error.code === 'no_account') return null
      throw error instanceof GatewayError || error instanceof ButlrError
        ? accessUnknownError(error)
        : error
    }
  }

  function viewerFromScope(session: Session, scope: AccessScope, { answers }: KnownPlaces): Viewer {
    const unseen = answers.filter(({ all }) => !seesEverything(scope, all))
    const mayShow = (rooms: RoomSelection) =>
      unseen.every((answer) => seesRooms(scope, rooms, answer))
    return {
      mayChange: isListed(managers, session),
      mayShow,
      mayUse: (board) => mayShow(board?.rooms ?? { kind: 'all' }),
      recordCreated: () => undefined,
    }
  }

  /** Without anything to compare with: what this person makes is this person's alone. */
  function viewerWithoutReference(session: Session): Viewer {
    const person = accountKey(session)
    return {
      mayChange: isListed(managers, session),
      mayShow: () => true,
      mayUse: (board) => board !== null && makers.get(board.id) === person,
      recordCreated(board) {
        makers.set(board.id, person)
        for (const id of makers.keys()) if (makers.size > maxMakers) makers.delete(id)
      },
    }
  }

  async function viewer(
    session: Session,
    signal: AbortSignal,
    getScope: AccountScopes['get'],
  ): Promise<Viewer> {
    const seen = await referencePlaces(signal)
    if (seen === null) return viewerWithoutReference(session)
    let scope = await getScope(session, signal)
    // A room that is new at Butlr must not hide boards from people whose own answer is merely older.
    if (scope.asOf < seen.scope.asOf && !seesEverything(scope, seen.scope)) {
      scope = await own.fresh(session, signal)
    }
    if (!sharesSite(scope, seen.scope)) {
      throw new GatewayError('not_allowed', {
        message: 'Your Butlr account sees none of the sites that these displays show.',
      })
    }
    return viewerFromScope(session, scope, seen)
  }

  return {
    viewer: (session, signal) => viewer(session, signal, own.get),
    async editor(session, signal) {
      if (!isListed(managers, session)) {
        throw new GatewayError('not_allowed', {
          message: 'Only managers can change boards and displays. Ask your administrator.',
        })
      }
      return viewer(session, signal, own.fresh)
    },
  }
}
