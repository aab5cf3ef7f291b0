import { type Board, BoardDraft, BoardUpdate, omitDefaultOptions } from '#src/contract/board.ts'
import { BoardLogoUpload } from '#src/contract/board-logo.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'
import { Hono, type Context } from 'hono'
import type { Access, Viewer } from '#server/gateway/access/access.ts'
import { readJsonBody } from '#server/gateway/http/json-body.ts'
import {
  withSession,
  withSessionForChange,
  type WithSessionDeps,
} from '#server/gateway/auth/with-session.ts'
import { type Boards, requireBoard } from './boards.ts'
import { type Logo, readLogo, sendLogo } from './logos.ts'
import { toBoard } from './stored-board.ts'

type BoardRoutesDeps = WithSessionDeps & {
  access: Access
  boards: Boards
  /** Returns whether any display shows a board. */
  isShown: (boardId: string) => Promise<boolean>
}

const logoPath = '/api/boards/:id/logo'

/** Creates the routes for the boards that a person may use; see `src/contract/board.ts` and `Access`. */
export function createBoardRoutes(parts: BoardRoutesDeps): Hono<GatewayEnv> {
  const { access, boards, isShown, audit } = parts
  const routes = new Hono<GatewayEnv>()
  routes.get('/api/boards', async (c) => {
    const list = await withSession(c, parts, async (session, signal) => {
      const { mayUse, withVisibleNames } = await access.viewer(session, signal)
      const stored = await boards.list()
      return stored.boards.filter(mayUse).map(withVisibleNames).map(toBoard)
    })
    return c.json({ boards: list.map(omitDefaultOptions) })
  })
  routes.post('/api/boards', async (c) => {
    const draft = await readJsonBody(c, BoardDraft)
    const board = await withSessionForChange(c, parts, async (session, signal) => {
      const editor = await access.editor(session, signal)
      const rooms = editor.checkSelection(draft.rooms, null)
      editor.checkLocation(draft.location, null)
      const added = toBoard(
        await boards.add(editor.withVisibleNames({ ...draft, rooms }), editor.originOf(rooms)),
      )
      audit.activity(c, session, boardEvent('board.created', added))
      return added
    })
    return c.json(omitDefaultOptions(board), 201)
  })
  routes.put('/api/boards/:id', async (c) => {
    const change = await readJsonBody(c, BoardUpdate)
    const board = await withSessionForChange(c, parts, async (session, signal) => {
      const editor = await access.editor(session, signal)
      const changed = toBoard(await boards.change(c.req.param('id'), change, editor))
      audit.activity(c, session, boardEvent('board.changed', changed))
      return changed
    })
    return c.json(omitDefaultOptions(board))
  })
  routes.get(logoPath, async (c) => {
    const logo = await withSession(c, parts, async (session, signal) => {
      const { mayUse } = await access.viewer(session, signal)
      return findLogo(c.req.param('id'), mayUse)
    })
    return sendLogo(c, logo)
  })
  routes.put(logoPath, async (c) => {
    const upload = await readJsonBody(c, BoardLogoUpload)
    if ('from' in upload) return setLogo(c, (mayUse) => findLogo(upload.from, mayUse))
    const logo = readLogo(upload.data)
    return setLogo(c, async () => logo)
  })
  routes.delete(logoPath, (c) => setLogo(c, async () => null))
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

  async function findLogo(id: string, mayUse: Viewer['mayUse']): Promise<Logo | null> {
    return boards.logo((await requireBoard(boards, id, mayUse)).id)
  }

  async function setLogo(
    c: Context<GatewayEnv, typeof logoPath>,
    find: (mayUse: Viewer['mayUse']) => Promise<Logo | null>,
  ): Promise<Response> {
    const board = await withSessionForChange(c, parts, async (session, signal) => {
      const { mayUse } = await access.editor(session, signal)
      const changed = await boards.setLogo(c.req.param('id'), await find(mayUse), mayUse)
      audit.activity(c, session, boardEvent('board.changed', changed))
      return toBoard(changed)
    })
    return c.json(omitDefaultOptions(board))
  }
}

function boardEvent(
  event: 'board.created' | 'board.changed',
  { id, name }: Pick<Board, 'id' | 'name'>,
) {
  return { event, name, boardIds: [id] }
}
