import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { omitDefaultOptions, type BoardDraft, type BoardUpdate } from '#src/contract/board.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { Log } from '#server/gateway/http/request-log.ts'
import type { Store } from '#server/gateway/store/store.ts'
import type { Viewer } from '#server/gateway/access/access.ts'
import { createUnreadableLog } from '#server/gateway/store/unreadable-log.ts'
import { createLogos, type Logo } from './logos.ts'
import { StoredBoard, type BoardOrigin } from './stored-board.ts'

/** The boards that staff created. All methods throw `StoreError`; `add` and `change` also throw `StoreFullError`. */
export type Boards = {
  /** Returns all boards, sorted by name, and the IDs of boards that cannot be read. */
  list: () => Promise<{ boards: StoredBoard[]; unreadableIds: string[] }>
  /** Returns a board, or null if it does not exist or cannot be read. */
  find: (id: string) => Promise<StoredBoard | null>
  /** Returns whether a board exists, even if it cannot be read. */
  exists: (id: string) => Promise<boolean>
  /** Throws `StoreFullError` if the board is too large or the store has the maximum number of boards. */
  add: (draft: BoardDraft, origin: BoardOrigin) => Promise<StoredBoard>
  /**
   * Throws `not_found` if the board does not exist or `mayUse` returns false, `conflict` if the board was changed since
   * `revision`, and the errors of `checkSelection` and `checkLocation`.
   */
  change: (id: string, change: BoardUpdate, editor: BoardEditor) => Promise<StoredBoard>
  /** Returns the logo of a board, or null if it has none. */
  logo: (id: string) => Promise<Logo | null>
  /** Replaces or removes (null) the logo. Throws `not_found` like `change`, and `conflict` for an unreadable board. */
  setLogo: (id: string, logo: Logo | null, mayUse: MayUseBoard) => Promise<StoredBoard>
  /** Throws `not_found` like `change`, and `conflict` if `isShown` returns true. */
  remove: (id: string, mayUse: MayUseBoard, isShown: () => Promise<boolean>) => Promise<void>
}

/** Whether a person may use a board in its state at the time of the change; null represents an unreadable board. */
type MayUseBoard = (board: StoredBoard | null) => boolean
type BoardEditor = Pick<
  Viewer,
  'mayUse' | 'checkSelection' | 'checkLocation' | 'withVisibleNames' | 'originOf'
>

/** Returns the error both for a board that does not exist and for a board that the person may not use. */
function boardNotFoundError(): GatewayError {
  return new GatewayError('not_found', { message: 'This board no longer exists.' })
}

/** Returns a board. Throws `not_found` if it does not exist or `mayUse` returns false. */
export async function requireBoard(
  boards: Boards,
  id: string,
  mayUse: MayUseBoard,
): Promise<StoredBoard> {
  const board = await boards.find(id)
  if (board === null || !mayUse(board)) throw boardNotFoundError()
  return board
}

const BoardText = v.pipe(v.string(), v.parseJson(), StoredBoard)
const boardPrefix = 'boards/'

/** Stores boards. Skips and logs a board that another version stored in an incompatible format. */
export function createBoards(store: Store, log: Pick<Log, 'warn'>): Boards {
  const logUnreadable = createUnreadableLog(log, 'cannot read board')
  const parse = (key: string, value: string) => {
    const parsed = v.safeParse(BoardText, value)
    if (!parsed.success) logUnreadable(key, value, v.summarize(parsed.issues))
    return parsed.success ? parsed.output : null
  }
  const logos = createLogos(store)
  const toEntry = ({ origin, ...board }: StoredBoard) => ({
    value: JSON.stringify({ ...omitDefaultOptions(board), origin }),
    untilMs: null,
  })
  /**
   * Returns the stored value of a board that the person may use. Compare-and-set with this value leaves no gap between
   * check and change.
   */
  async function requireStored(id: string, mayUse: MayUseBoard) {
    const value = await store.get(boardPrefix + id)
    const board = value === null ? null : parse(boardPrefix + id, value)
    if (value === null || !mayUse(board)) throw boardNotFoundError()
    return { value, board }
  }

  return {
    async list() {
      const kept = await store.list(boardPrefix)
      const boards: StoredBoard[] = []
      const unreadableIds: string[] = []
      for (const [key, value] of kept) {
        const board = parse(key, value)
        if (board === null) unreadableIds.push(key.slice(boardPrefix.length))
        else boards.push(board)
      }
      boards.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
      return { boards, unreadableIds }
    },
    async find(id) {
      const value = await store.get(boardPrefix + id)
      return value === null ? null : parse(boardPrefix + id, value)
    },
    exists: async (id) => (await store.get(boardPrefix + id)) !== null,
    async add(draft, origin) {
      const id = randomBytes(9).toString('base64url')
      const board = { ...dropUnusedShortNames(draft), id, revision: 1, logo: null, origin }
      await store.put(boardPrefix + board.id, toEntry(board))
      return board
    },
    async change(id, { revision, draft }, editor) {
      const { value, board: before } = await requireStored(id, editor.mayUse)
      if (before !== null && before.revision !== revision) throw new GatewayError('conflict')
      const rooms = editor.checkSelection(draft.rooms, before?.rooms ?? null)
      editor.checkLocation(draft.location, before?.location ?? null)
      const kept = dropUnusedShortNames(editor.withVisibleNames({ ...draft, rooms }))
      const logo = before?.logo ?? null
      const board = { ...kept, id, revision: revision + 1, logo, origin: editor.originOf(rooms) }
      if (await store.replace(boardPrefix + id, value, toEntry(board))) return board
      throw new GatewayError('conflict')
    },
    logo: logos.find,
    async setLogo(id, logo, mayUse) {
      for (;;) {
        const { value, board: before } = await requireStored(id, mayUse)
        if (before === null) throw new GatewayError('conflict')
        const board = { ...before, revision: before.revision + 1, logo: logo?.tag ?? null }
        await logos.put(id, logo)
        if (await store.replace(boardPrefix + id, value, toEntry(board))) return board
        // Another person deleted or changed the board in the meantime. If it was deleted, its logo is deleted too.
        if ((await store.get(boardPrefix + id)) === null) await logos.put(id, null)
      }
    },
    async remove(id, mayUse, isShown) {
      for (;;) {
        const { value } = await requireStored(id, mayUse)
        if (await isShown()) {
          throw new GatewayError('conflict', {
            message: 'This board is in use. Assign another board to its displays first.',
          })
        }
        if (await store.replace(boardPrefix + id, value, null)) return logos.put(id, null)
      }
    },
  }
}

/** For a board of individually selected rooms, drops the short names of all other rooms. */
function dropUnusedShortNames(draft: BoardDraft): BoardDraft {
  const { rooms, shortNames } = draft
  if (rooms.kind !== 'rooms') return draft
  const ids = new Set(rooms.ids)
  const kept = Object.entries(shortNames).filter(([id]) => ids.has(id))
  return { ...draft, shortNames: Object.fromEntries(kept) }
}
