import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { Board, BoardChange, BoardDraft } from '#src/contract/board.ts'
import { GatewayProblem } from '#server/gateway/http/gateway-error.ts'
import type { Log, GatewayEnv } from '#server/gateway/http/request-log.ts'
import type { Store } from '#server/gateway/store/store.ts'
import { Hono } from 'hono'
import type { Access, Viewer } from '#server/gateway/access/access.ts'
import { readBody } from '#server/gateway/http/json-body.ts'
import { relay, relayChange, type RelayParts } from '#server/gateway/auth/with-session.ts'

/** The boards that staff made. All methods throw `StoreFailure`; a change throws `StoreFull` as `add` does. */
export type Boards = {
  list: () => Promise<Board[]>
  find: (id: string) => Promise<Board | null>
  /** Throws `StoreFull` when the board is too large, or there are as many as the store takes. */
  add: (draft: BoardDraft) => Promise<Board>
  /** Throws `not_found` also where `mayUse` says no, or `conflict` when it was changed since `revision`. */
  change: (id: string, change: BoardChange, mayUse: MayUse) => Promise<Board>
  /** Throws `not_found` also where `mayUse` says no, and `conflict` while `isShown`. */
  remove: (id: string, mayUse: MayUse, isShown: () => Promise<boolean>) => Promise<void>
}

/** Whether a person may use a board as it is at the moment of the change; null stands for one that cannot be read. */
type MayUse = (board: Board | null) => boolean

/** The same for a board that does not exist and for one that a person may not use. */
export function boardGone(): GatewayProblem {
  return new GatewayProblem('not_found', { message: 'This board is gone.' })
}

/** Throws `not_found` where there is no such board, or `mayUse` says no. */
export async function needBoard(boards: Boards, id: string, mayUse: MayUse): Promise<void> {
  const board = await boards.find(id)
  if (board === null || !mayUse(board)) throw boardGone()
}

const KeptBoard = v.pipe(v.string(), v.parseJson(), Board)
const prefix = 'boards/'

/** Keeps boards. One that an older version kept in a form that no longer fits is left out, and logged. */
export function createBoards(store: Store, log: Pick<Log, 'warn'>): Boards {
  const parse = (key: string, value: string) => {
    const parsed = v.safeParse(KeptBoard, value)
    if (!parsed.success) log.warn({ key, why: v.summarize(parsed.issues) }, 'board not readable')
    return parsed.success ? parsed.output : null
  }
  const keep = (board: Board) => ({ value: JSON.stringify(board), untilMs: null })
  /** What is stored of a board that a person may use. Replacing exactly that leaves no gap between check and change. */
  async function need(id: string, mayUse: MayUse) {
    const value = await store.get(prefix + id)
    const board = value === null ? null : parse(prefix + id, value)
    if (value === null || !mayUse(board)) throw boardGone()
    return { value, board }
  }

  return {
    async list() {
      const kept = await store.list(prefix)
      const boards = kept.flatMap(([key, value]) => parse(key, value) ?? [])
      return boards.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
    },
    async find(id) {
      const value = await store.get(prefix + id)
      return value === null ? null : parse(prefix + id, value)
    },
    async add(draft) {
      const id = randomBytes(9).toString('base64url')
      const board = { ...withoutStrayNames(draft), id, revision: 1 }
      await store.put(prefix + board.id, keep(board))
      return board
    },
    async change(id, { revision, draft }, mayUse) {
      const { value, board: before } = await need(id, mayUse)
      if (before !== null && before.revision !== revision) throw new GatewayProblem('conflict')
      const board = { ...withoutStrayNames(draft), id, revision: revision + 1 }
      if (await store.replace(prefix + id, value, keep(board))) return board
      throw new GatewayProblem('conflict')
    },
    async remove(id, mayUse, isShown) {
      for (;;) {
        const { value } = await need(id, mayUse)
        if (await isShown()) {
          throw new GatewayProblem('conflict', {
            message: 'A display shows this board. Give it another one first.',
          })
        }
        if (await store.replace(prefix + id, value, null)) return
      }
    },
  }
}

/** A board of single rooms keeps short names for those rooms only. */
function withoutStrayNames(draft: BoardDraft): BoardDraft {
  const { rooms, shortNames } = draft
  if (rooms.kind !== 'rooms') return draft
  const ids = new Set(rooms.ids)
  const kept = Object.entries(shortNames).filter(([id]) => ids.has(id))
  return { ...draft, shortNames: Object.fromEntries(kept) }
}

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
