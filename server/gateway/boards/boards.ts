import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { Board, type BoardDraft } from '#src/wall-display/board-contract.ts'
import { GatewayProblem } from '#server/gateway/problem.ts'
import type { Log } from '#server/gateway/request-log.ts'
import type { Store } from '#server/gateway/store/store.ts'

/** The boards that staff made. All methods throw `StoreFailure`; a change throws `StoreFull` as `add` does. */
export type Boards = {
  list: () => Promise<Board[]>
  find: (id: string) => Promise<Board | null>
  /** Throws `StoreFull` when the board is too large, or there are as many as the store takes. */
  add: (draft: BoardDraft) => Promise<Board>
  /** Throws `not_found`, or `conflict` when it was changed since `revision`. */
  change: (id: string, revision: number, draft: BoardDraft) => Promise<Board>
  remove: (id: string) => Promise<void>
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
    async change(id, revision, draft) {
      const before = await store.get(prefix + id)
      if (before === null) throw new GatewayProblem('not_found', { message: 'This board is gone.' })
      const known = parse(prefix + id, before)
      if (known !== null && known.revision !== revision) throw new GatewayProblem('conflict')
      const board = { ...withoutStrayNames(draft), id, revision: revision + 1 }
      if (await store.replace(prefix + id, before, keep(board))) return board
      throw new GatewayProblem('conflict')
    },
    remove: (id) => store.delete(prefix + id),
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
