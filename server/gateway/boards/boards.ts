import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { Board, type BoardDraft } from '#src/wall-display/board-contract.ts'
import { GatewayProblem } from '#server/gateway/problem.ts'
import type { Log } from '#server/gateway/request-log.ts'
import type { Store } from '#server/gateway/store/store.ts'

/** The boards that staff made. All methods throw `StoreFailure`. */
export type Boards = {
  list: () => Promise<Board[]>
  find: (id: string) => Promise<Board | null>
  /** Throws the problem `conflict` when there are as many boards as can be kept. */
  add: (draft: BoardDraft) => Promise<Board>
  /** Throws `not_found`, or `conflict` when it was changed since `revision`. */
  change: (id: string, revision: number, draft: BoardDraft) => Promise<Board>
  remove: (id: string) => Promise<void>
}

const KeptBoard = v.pipe(v.string(), v.parseJson(), Board)
const mostBoards = 200
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
      if ((await store.list(prefix)).length >= mostBoards) {
        throw new GatewayProblem('conflict', {
          message: `Headroom keeps ${mostBoards} boards at most.`,
        })
      }
      const board = { ...draft, id: randomBytes(9).toString('base64url'), revision: 1 }
      await store.put(prefix + board.id, keep(board))
      return board
    },
    async change(id, revision, draft) {
      const before = await store.get(prefix + id)
      if (before === null) throw new GatewayProblem('not_found', { message: 'This board is gone.' })
      const known = parse(prefix + id, before)
      if (known !== null && known.revision !== revision) throw new GatewayProblem('conflict')
      const board = { ...draft, id, revision: revision + 1 }
      if (await store.replace(prefix + id, before, keep(board))) return board
      throw new GatewayProblem('conflict')
    },
    remove: (id) => store.delete(prefix + id),
  }
}
