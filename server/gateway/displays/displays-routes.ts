import { Hono } from 'hono'
import {
  DisplayChange,
  PairDisplay,
  type DisplaysAnswer,
} from '#src/wall-display/display-contract.ts'
import type { Boards } from '#server/gateway/boards/boards.ts'
import { readBody } from '#server/gateway/json-body.ts'
import { GatewayProblem } from '#server/gateway/problem.ts'
import { relay, type RelayParts } from '#server/gateway/relay.ts'
import type { GatewayEnv } from '#server/gateway/request-log.ts'
import type { Session } from '#server/gateway/session.ts'
import type { DisplayAccount } from './display-account.ts'
import type { Displays } from './displays.ts'
import type { PairingLimits } from './pairing-limits.ts'
import type { Pairing } from './pairing.ts'

type DisplaysParts = RelayParts & {
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

/** The displays, for whoever is signed in: see `display-contract.ts`. */
export function createDisplaysRoutes(parts: DisplaysParts): Hono<GatewayEnv> {
  const { displays, boards, pairing, limits, account, version, pollSeconds } = parts
  const routes = new Hono<GatewayEnv>()

  async function needBoard(boardId: string): Promise<void> {
    if ((await boards.find(boardId)) !== null) return
    throw new GatewayProblem('not_found', { message: 'This board is gone.' })
  }

  routes.get('/api/displays', async (c) => {
    const answer = await relay(c, parts, async (_, signal): Promise<DisplaysAnswer> => {
      const [state, list] = await Promise.all([account.state(signal), displays.list()])
      return { account: state, version, pollSeconds, displays: list }
    })
    return c.json(answer)
  })
  routes.post('/api/displays', async (c) => {
    const wish = await readBody(c, PairDisplay)
    const id = await relay(c, parts, async (session) => {
      await needBoard(wish.boardId)
      const person = nameOf(session)
      await limits.guess(person)
      const record = await pairing.claim(wish, person)
      await limits.right(person)
      return record.id
    })
    const paired = (await displays.list()).find((display) => display.id === id)
    return c.json(paired, 201)
  })
  routes.patch('/api/displays/:id', async (c) => {
    const change = await readBody(c, DisplayChange)
    return c.json(
      await relay(c, parts, async () => {
        await needBoard(change.boardId)
        return displays.change(c.req.param('id'), change)
      }),
    )
  })
  routes.delete('/api/displays/:id', async (c) => {
    await relay(c, parts, () => displays.revoke(c.req.param('id')))
    return c.body(null, 204)
  })
  return routes
}

/** Who is signed in, as others know them. */
function nameOf(session: Session): string {
  return session.kind === 'client' ? session.clientId : session.username
}
