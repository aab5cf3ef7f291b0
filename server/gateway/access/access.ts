import type { Board, BoardRooms } from '#src/contract/board.ts'
import { ButlrFailure } from '#server/gateway/butlr/butlr-error.ts'
import type { DisplayAccount } from '#server/gateway/auth/service-account.ts'
import { GatewayProblem } from '#server/gateway/http/gateway-error.ts'
import type { Session } from '#server/gateway/auth/session.ts'
import { accountKey } from '#server/gateway/topology/account-cache.ts'
import type { TopologyCache } from '#server/gateway/topology/topology-cache.ts'
import { isListed, type AccountList } from './account-list.ts'
import {
  createPlacesReader,
  isRecent,
  type KnownPlaces,
  accessUnknown,
  type OwnScopes,
  seesEverything,
  seesRooms,
  sharesSite,
  type Scope,
} from './account-scopes.ts'

/** What one person may do with boards and displays. */
export type Viewer = {
  /** Whether they may change boards and displays at all. */
  mayChange: boolean
  /** Whether they see every room of a choice. */
  mayShow: (rooms: BoardRooms) => boolean
  /** Whether they may use a board; null stands for one that is gone or cannot be read. */
  mayUse: (board: Board | null) => boolean
  /** Says that this person made a board. */
  made: (board: Board) => void
}

/**
 * Who may use which boards and displays. Both methods throw `not_allowed` for accounts that share no site with the
 * gateway's account, and as `OwnScopes` does.
 */
export type Access = {
  /** For reading. */
  viewer: (session: Session, signal: AbortSignal) => Promise<Viewer>
  /** For a change: asks Butlr again what the person sees. Also throws `not_allowed` for those who are no managers. */
  editor: (session: Session, signal: AbortSignal) => Promise<Viewer>
}

type AccessDeps = {
  own: OwnScopes
  account: DisplayAccount
  topology: TopologyCache
  /** Who may change boards and displays; absent: everyone who may use them. */
  managers: AccountList | undefined
  /** Epoch milliseconds. */
  now: () => number
}

const mostMakers = 1_000

/**
 * Decides by topology: displays read Butlr through the gateway's account, so a person may use a board only when the
 * person's own account sees all of its rooms (decision 0021). While the gateway has no account that works, and it is not
 * known what the last one saw, people may use the boards that they made in the meantime.
 */
export function createAccess({ own, account, topology, managers, now }: AccessDeps): Access {
  const readPlaces = createPlacesReader(now)
  let known: KnownPlaces | null = null
  const makers = new Map<string, string>()

  /** What the gateway's account sees; null where it has none that works. */
  async function reference(signal: AbortSignal): Promise<KnownPlaces | null> {
    try {
      const json = await account.call(
        (session, until) => topology.get(session, { document: 'places' }, until),
        signal,
      )
      known = readPlaces(json)
      return known
    } catch (error) {
      if (known !== null && isRecent(known.scope.asOf, now())) return known
      if (error instanceof GatewayProblem && error.code === 'no_account') return null
      throw error instanceof GatewayProblem || error instanceof ButlrFailure
        ? accessUnknown(error)
        : error
    }
  }

  function viewerOf(session: Session, scope: Scope, { answers }: KnownPlaces): Viewer {
    const unseen = answers.filter(({ all }) => !seesEverything(scope, all))
    const mayShow = (rooms: BoardRooms) => unseen.every((answer) => seesRooms(scope, rooms, answer))
    return {
      mayChange: isListed(managers, session),
      mayShow,
      mayUse: (board) => mayShow(board?.rooms ?? { kind: 'all' }),
      made: () => undefined,
    }
  }

  /** Without anything to compare with: what this person makes is this person's alone. */
  function makerOf(session: Session): Viewer {
    const person = accountKey(session)
    return {
      mayChange: isListed(managers, session),
      mayShow: () => true,
      mayUse: (board) => board !== null && makers.get(board.id) === person,
      made(board) {
        makers.set(board.id, person)
        for (const id of makers.keys()) if (makers.size > mostMakers) makers.delete(id)
      },
    }
  }

  async function viewer(
    session: Session,
    signal: AbortSignal,
    look: OwnScopes['get'],
  ): Promise<Viewer> {
    const seen = await reference(signal)
    if (seen === null) return makerOf(session)
    let scope = await look(session, signal)
    // A room that is new at Butlr must not hide boards from people whose own answer is merely older.
    if (scope.asOf < seen.scope.asOf && !seesEverything(scope, seen.scope)) {
      scope = await own.fresh(session, signal)
    }
    if (!sharesSite(scope, seen.scope)) {
      throw new GatewayProblem('not_allowed', {
        message: 'Your Butlr account sees none of the sites that these displays show.',
      })
    }
    return viewerOf(session, scope, seen)
  }

  return {
    viewer: (session, signal) => viewer(session, signal, own.get),
    async editor(session, signal) {
      if (!isListed(managers, session)) {
        throw new GatewayProblem('not_allowed', {
          message: 'Only managers can change boards and displays. Ask your administrator.',
        })
      }
      return viewer(session, signal, own.fresh)
    },
  }
}
