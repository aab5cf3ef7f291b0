import { type Board, BoardUpdate, BoardDraft } from '#src/contract/board.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'
import { Hono } from 'hono'
import type { Access } from '#server/gateway/access/access.ts'
import { readJsonBody } from '#server/gateway/http/json-body.ts'
import {
  withSession,
  withSessionForChange,
  type WithSessionDeps,
} from '#server/gateway/auth/with-session.ts'
import type { Boards } from './boards.ts'
import { toBoard } from './stored-board.ts'

type BoardRoutesDeps = WithSessionDeps & {
  access: Access
  boards: Boards
  /** Whether any display shows a board. */
  isShown: (boardId: string) => Promise<boolean>
}

/** Creates the routes for the boards that a person may use; see `src/contract/board.ts` and `Access`. */
export function createBoardRoutes(parts: BoardRoutesDeps): Hono<GatewayEnv> {
  const { access, boards, isShown, audit } = parts
  const routes = new Hono<GatewayEnv>()
  routes.get('/api/boards', async (c) => {
    const list = await withSession(c, parts, async (session, signal) => {
      const { mayUse, withVisibleNames } = await access.viewer(session, signal)
      return (await boards.list()).filter(mayUse).map(withVisibleNames).map(toBoard)
    })
    return c.json({ boards: list })
  })
  routes.post('/api/boards', async (c) => {
    const draft = await readJsonBody(c, BoardDraft)
    const board = await withSessionForChange(c, parts, async (session, signal) => {
      const editor = await access.editor(session, signal)
      const rooms = editor.checkSelection(draft.rooms, null)
      const added = toBoard(
        await boards.add(editor.withVisibleNames({ ...draft, rooms }), editor.originOf(rooms)),
      )
      audit.activity(c, session, boardEvent('board.created', added))
      return added
    })
    return c.json(board, 201)
  })
  routes.put('/api/boards/:id', async (c) => {
    const change = await readJsonBody(c, BoardUpdate)
    const board = await withSessionForChange(c, parts, async (session, signal) => {
      const editor = await access.editor(session, signal)
      const changed = toBoard(await boards.change(c.req.param('id'), change, editor))
      audit.activity(c, session, boardEvent('board.changed', changed))
      return changed
    })
    return c.json(board)
  })
  routes.delete('/api/boards/:id', async (c) => {
    const id = c.req.param('id')
    await withSessionForChange(c, parts, async (session, signal) => {
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

function boardEvent(event: 'board.created' | 'board.changed', { id, name }: Board) {
  return { event, name, boardIds: [id] }
}
