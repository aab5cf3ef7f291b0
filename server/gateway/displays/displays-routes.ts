import { Hono } from 'hono'
import {
  DisplayChange,
  PairDisplay,
  type DisplaysAnswer,
} from '#src/wall-display/display-contract.ts'
import type { Access, Viewer } from '#server/gateway/access/access.ts'
import { boardGone, type Boards } from '#server/gateway/boards/boards.ts'
import { readBody } from '#server/gateway/json-body.ts'
import { relay, relayChange, type RelayParts } from '#server/gateway/relay.ts'
import type { GatewayEnv } from '#server/gateway/request-log.ts'
import type { Session } from '#server/gateway/session.ts'
import type { DisplayAccount } from './display-account.ts'
import type { Displays } from './displays.ts'
import type { PairingLimits } from './pairing-limits.ts'
import type { Pairing } from './pairing.ts'

type DisplaysParts = RelayParts & {
  access: Access
  displays: Displays
  boards: Boards
  pairing: Pairing
  limits: PairingLimits
  account: DisplayAccount
  /** The version of the app that the gateway serves. */
  version: string
  /** Seconds between two polls of a display. */
  pollSeconds: number
}

/** The displays that a person may use: see `display-contract.ts` and `Access`. */
export function createDisplaysRoutes(parts: DisplaysParts): Hono<GatewayEnv> {
  const { access, displays, boards, pairing, limits, account, version, pollSeconds } = parts
  const routes = new Hono<GatewayEnv>()

  const usableBy = (viewer: Viewer) => async (boardId: string) =>
    viewer.mayUse(await boards.find(boardId))
  async function needBoard(boardId: string, viewer: Viewer): Promise<void> {
    const board = await boards.find(boardId)
    if (board === null || !viewer.mayUse(board)) throw boardGone()
  }

  routes.get('/api/displays', async (c) => {
    const answer = await relay(c, parts, async (session, signal): Promise<DisplaysAnswer> => {
      const { mayUse, mayChange } = await access.viewer(session, signal)
      const [state, list, known] = await Promise.all([
        account.state(signal),
        displays.list(),
        boards.list(),
      ])
      const byId = new Map(known.map((board) => [board.id, board]))
      const usable = list.filter(({ boardId }) => mayUse(byId.get(boardId) ?? null))
      return { account: state, version, pollSeconds, mayChange, displays: usable }
    })
    return c.json(answer)
  })
  routes.post('/api/displays', async (c) => {
    const wish = await readBody(c, PairDisplay)
    const id = await relayChange(c, parts, async (session, signal) => {
      const editor = await access.editor(session, signal)
      await needBoard(wish.boardId, editor)
      const person = nameOf(session)
      await limits.guess(person)
      const record = await pairing.claim(wish, person)
      await limits.right(person)
      // The board may have been deleted, or given other rooms, in the meantime.
      await needBoard(wish.boardId, editor).catch(async (error: unknown) => {
        await displays.remove(record.id)
        throw error
      })
      return record.id
    })
    const paired = (await displays.list()).find((display) => display.id === id)
    return c.json(paired, 201)
  })
  routes.patch('/api/displays/:id', async (c) => {
    const change = await readBody(c, DisplayChange)
    return c.json(
      await relayChange(c, parts, async (session, signal) => {
        const editor = await access.editor(session, signal)
        await needBoard(change.boardId, editor)
        return displays.change(c.req.param('id'), change, usableBy(editor))
      }),
    )
  })
  routes.delete('/api/displays/:id', async (c) => {
    await relayChange(c, parts, async (session, signal) => {
      const editor = await access.editor(session, signal)
      await displays.revoke(c.req.param('id'), usableBy(editor))
    })
    return c.body(null, 204)
  })
  return routes
}

/** Who is signed in, as others know them. */
function nameOf(session: Session): string {
  return session.kind === 'client' ? session.clientId : session.username
}
