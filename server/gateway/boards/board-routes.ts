import { Hono } from 'hono'
import { BoardChange, BoardDraft } from '#src/wall-display/board-contract.ts'
import { readBody } from '#server/gateway/json-body.ts'
import { GatewayProblem } from '#server/gateway/problem.ts'
import { relay, relayChange, type RelayParts } from '#server/gateway/relay.ts'
import type { GatewayEnv } from '#server/gateway/request-log.ts'
import type { Boards } from './boards.ts'

type BoardParts = RelayParts & {
  boards: Boards
  /** Whether a display shows a board. */
  isShown: (boardId: string) => Promise<boolean>
}

/** The boards, for whoever is signed in: see `board-contract.ts`. */
export function createBoardRoutes(parts: BoardParts): Hono<GatewayEnv> {
  const { boards, isShown } = parts
  const routes = new Hono<GatewayEnv>()
  routes.get('/api/boards', async (c) =>
    c.json(await relay(c, parts, async () => ({ boards: await boards.list() }))),
  )
  routes.post('/api/boards', async (c) => {
    const draft = await readBody(c, BoardDraft)
    return c.json(await relayChange(c, parts, () => boards.add(draft)), 201)
  })
  routes.put('/api/boards/:id', async (c) => {
    const { revision, draft } = await readBody(c, BoardChange)
    return c.json(
      await relayChange(c, parts, () => boards.change(c.req.param('id'), revision, draft)),
    )
  })
  routes.delete('/api/boards/:id', async (c) => {
    const id = c.req.param('id')
    await relayChange(c, parts, async () => {
      if (await isShown(id)) {
        throw new GatewayProblem('conflict', {
          message: 'A display shows this board. Give it another one first.',
        })
      }
      await boards.remove(id)
    })
    return c.body(null, 204)
  })
  return routes
}
