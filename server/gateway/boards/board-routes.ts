import { Hono } from 'hono'
import { BoardChange, BoardDraft, type Board } from '#src/contract/board.ts'
import type { Access, Viewer } from '#server/gateway/access/access.ts'
import { readBody } from '#server/gateway/http/json-body.ts'
import { GatewayProblem } from '#server/gateway/http/problem.ts'
import { relay, relayChange, type RelayParts } from '#server/gateway/butlr/relay.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'
import { boardGone, type Boards } from './boards.ts'

type BoardParts = RelayParts & {
  access: Access
  boards: Boards
  /** Whether a display shows a board. */
  isShown: (boardId: string) => Promise<boolean>
}

/** The boards that a person may use: see `board-contract.ts` and `Access`. */
export function createBoardRoutes(parts: BoardParts): Hono<GatewayEnv> {
  const { access, boards, isShown, audit } = parts
  const routes = new Hono<GatewayEnv>()
  routes.get('/api/boards', async (c) => {
    const list = await relay(c, parts, async (session, signal) => {
      const { mayUse } = await access.viewer(session, signal)
      return (await boards.list()).filter(mayUse)
    })
    return c.json({ boards: list })
  })
  routes.post('/api/boards', async (c) => {
    const draft = await readBody(c, BoardDraft)
    const board = await relayChange(c, parts, async (session, signal) => {
      const editor = await access.editor(session, signal)
      needRooms(editor, draft)
      const added = await boards.add(draft)
      editor.made(added)
      audit.activity(c, session, changeOf('board.created', added))
      return added
    })
    return c.json(board, 201)
  })
  routes.put('/api/boards/:id', async (c) => {
    const change = await readBody(c, BoardChange)
    const board = await relayChange(c, parts, async (session, signal) => {
      const editor = await access.editor(session, signal)
      if (!editor.mayUse(await boards.find(c.req.param('id')))) throw boardGone()
      needRooms(editor, change.draft)
      const changed = await boards.change(c.req.param('id'), change, editor.mayUse)
      audit.activity(c, session, changeOf('board.changed', changed))
      return changed
    })
    return c.json(board)
  })
  routes.delete('/api/boards/:id', async (c) => {
    const id = c.req.param('id')
    await relayChange(c, parts, async (session, signal) => {
      const { mayUse } = await access.editor(session, signal)
      const board = await boards.find(id)
      await boards.remove(id, mayUse, () => isShown(id))
      const name = board?.name ?? null
      audit.activity(c, session, { event: 'board.deleted', name, boardIds: [id] })
    })
    return c.body(null, 204)
  })
  return routes
}

function changeOf(event: 'board.created' | 'board.changed', { id, name }: Board) {
  return { event, name, boardIds: [id] }
}

function needRooms({ mayShow }: Viewer, { rooms }: BoardDraft): void {
  if (mayShow(rooms)) return
  throw new GatewayProblem('not_allowed', {
    message: 'This board would show rooms that your Butlr account cannot see. Choose other rooms.',
  })
}
