import { Hono, type Context } from 'hono'
import { DisplayUpdate, type Display, type DisplaysResponse } from '#src/contract/display.ts'
import { PairDisplayRequest, PairingLookup } from '#src/contract/pairing.ts'
import type { Access, Viewer } from '#server/gateway/access/access.ts'
import { requireBoard, type Boards } from '#server/gateway/boards/boards.ts'
import { readJsonBody } from '#server/gateway/http/json-body.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import {
  withSessionForChange,
  type WithSessionDeps,
  withSession,
} from '#server/gateway/auth/with-session.ts'
import { clientAddress, type GatewayEnv } from '#server/gateway/http/request-log.ts'
import { accountName, isAccountName, type Session } from '#server/gateway/auth/session.ts'
import { accountKey } from '#server/gateway/topology/account-cache.ts'
import type { Displays } from './displays.ts'
import type { PairingLimits } from './pairing-limits.ts'
import type { Pairing } from './pairing.ts'
import type { ServiceAccount } from '#server/gateway/auth/service-account.ts'

type PairingRoutesDeps = WithSessionDeps & {
  access: Access
  displays: Displays
  boards: Boards
  pairing: Pairing
  limits: PairingLimits
}

/** Creates the routes for the two steps of pairing: look up the request for a code, then pair the screen. */
export function createPairingRoutes(parts: PairingRoutesDeps): Hono<GatewayEnv> {
  const { access, displays, boards, pairing, audit } = parts
  const routes = new Hono<GatewayEnv>()
  routes.post('/api/displays/pairing', async (c) => {
    const { code } = await readJsonBody(c, PairingLookup)
    const request = await withSessionForChange(c, parts, async (session, signal) => {
      await access.editor(session, signal)
      const found = await withGuessLimit(c, parts, session, () => pairing.find(code))
      audit.session(c, session, 'pairing.confirmed')
      return found
    })
    return c.json(request)
  })
  routes.post('/api/displays', async (c) => {
    const body = await readJsonBody(c, PairDisplayRequest)
    const id = await withSessionForChange(c, parts, async (session, signal) => {
      const { mayUse, roomsToExclude } = await access.editor(session, signal)
      const board = await requireBoard(boards, body.boardId, mayUse)
      const grant = { pairedBy: accountName(session), excludedRooms: roomsToExclude(board) }
      const claim = () => pairing.claim(body, grant)
      const record = await withGuessLimit(c, parts, session, claim)
      // The board may have been deleted or changed in the meantime, so access is checked again before the pairing
      // counts.
      await requireBoard(boards, body.boardId, mayUse).catch(async (error: unknown) => {
        await displays.remove(record.id)
        throw error
      })
      const { name, boardId } = record
      audit.activity(c, session, { event: 'display.paired', name, boardIds: [boardId] })
      return record.id
    })
    const paired = (await displays.list()).displays.find((display) => display.id === id)
    return c.json(paired, 201)
  })
  return routes
}

/** Looks up a code, subject to the limits on wrong codes. */
async function withGuessLimit<T>(
  c: Context<GatewayEnv>,
  { limits, audit }: Pick<PairingRoutesDeps, 'limits' | 'audit'>,
  session: Session,
  lookUp: () => Promise<T>,
): Promise<T> {
  const entry = { account: accountKey(session), address: clientAddress(c) }
  try {
    await limits.consumeGuess(entry)
    const found = await lookUp()
    await limits.refundGuess(entry)
    return found
  } catch (error) {
    const code = error instanceof GatewayError ? error.code : null
    if (code === 'wrong_code') audit.activity(c, session, { event: 'pairing.refused' })
    if (code === 'too_many_attempts') audit.session(c, session, 'pairing.limited')
    throw error
  }
}

type DisplayManagementDeps = WithSessionDeps & {
  access: Access
  displays: Displays
  boards: Boards
  account: ServiceAccount
  /** The version of the display page that the gateway serves. */
  version: string
  /** Poll interval of displays, in seconds. */
  pollSeconds: number
}

/** Returns a function that checks whether a person may use a board as it is now. */
const usableBy = (viewer: Viewer, boards: Boards) => async (boardId: string) =>
  viewer.mayUse(await boards.find(boardId))

const isResumable = ({ suspended, pairedBy }: Display, session: Session) =>
  suspended === 'unverified' && isAccountName(pairedBy, session)

/**
 * Returns a function that resumes those displays in a list that are unverified and were paired by the account that sent
 * the request. The same checks apply as to any other change.
 */
function createResumption(parts: DisplayManagementDeps) {
  const { access, displays, boards, audit } = parts

  /** Resumes an unverified display if the same account paired it and may use its board now. */
  async function resume(
    c: Context<GatewayEnv>,
    session: Session,
    editor: Viewer,
    display: Display,
  ): Promise<Display> {
    if (!isResumable(display, session)) return display
    const { id } = display
    // Reads the record again: since the display was listed, someone may have renamed it or assigned another board.
    const record = await displays.find(id)
    if (record === null) return display
    const { name, boardId } = record
    try {
      const board = await requireBoard(boards, boardId, editor.mayUse)
      const change = { name, boardId, excludedRooms: editor.roomsToExclude(board) }
      const resumed = await displays.change(id, change, usableBy(editor, boards))
      audit.activity(c, session, { event: 'display.changed', name, boardIds: [boardId] })
      return resumed
    } catch (error) {
      if (error instanceof GatewayError) return display
      throw error
    }
  }

  return async function resumeOwn(c: Context<GatewayEnv>, listed: Display[]): Promise<Display[]> {
    try {
      return await withSessionForChange(c, parts, async (session, signal) => {
        const editor = await access.editor(session, signal)
        return Promise.all(listed.map((display) => resume(c, session, editor, display)))
      })
    } catch (error) {
      // The displays remain suspended, so the list is still correct.
      if (error instanceof GatewayError && error.code !== 'signed_out') return listed
      throw error
    }
  }
}

/** Creates the routes for the displays that a person may use; see `src/contract/display.ts` and `Access`. */
export function createDisplayManagementRoutes(parts: DisplayManagementDeps): Hono<GatewayEnv> {
  const { access, displays, boards, account, version, pollSeconds, audit } = parts
  const routes = new Hono<GatewayEnv>()
  const resumeOwn = createResumption(parts)

  routes.get('/api/displays', async (c) => {
    const { canResume, ...answer } = await withSession(c, parts, async (session, signal) => {
      const viewer = await access.viewer(session, signal)
      const [state, list, stored] = await Promise.all([
        account.state(signal),
        displays.list(),
        boards.list(),
      ])
      const byId = new Map(stored.boards.map((board) => [board.id, board]))
      const isUsable = ({ boardId }: { boardId: string | null }) =>
        viewer.mayUse(boardId === null ? null : (byId.get(boardId) ?? null))
      const usable = list.displays.filter(isUsable)
      const unreadableCount = list.unreadable.filter(isUsable).length
      const unreadableBoardIds = viewer.mayUse(null) ? stored.unreadableIds : []
      const mayChange = viewer.refusal === null
      const canResume = mayChange && usable.some((display) => isResumable(display, session))
      const facts = { account: state, version, pollSeconds, mayChange }
      return { ...facts, displays: usable, unreadableCount, unreadableBoardIds, canResume }
    })
    const shown = canResume ? await resumeOwn(c, answer.displays) : answer.displays
    return c.json({ ...answer, displays: shown } satisfies DisplaysResponse)
  })
  routes.patch('/api/displays/:id', async (c) => {
    const change = await readJsonBody(c, DisplayUpdate)
    return c.json(
      await withSessionForChange(c, parts, async (session, signal) => {
        const editor = await access.editor(session, signal)
        const board = await requireBoard(boards, change.boardId, editor.mayUse)
        const excludedRooms = editor.roomsToExclude(board)
        const id = c.req.param('id')
        const before = await displays.find(id)
        const display = await displays.change(
          id,
          { ...change, excludedRooms },
          usableBy(editor, boards),
        )
        const { name, boardId } = display
        const boardIds = [...new Set([before?.boardId ?? boardId, boardId])]
        audit.activity(c, session, { event: 'display.changed', name, boardIds })
        return display
      }),
    )
  })
  routes.delete('/api/displays/:id', async (c) => {
    await withSessionForChange(c, parts, async (session, signal) => {
      const editor = await access.editor(session, signal)
      const id = c.req.param('id')
      const display = await displays.find(id)
      await displays.revoke(id, usableBy(editor, boards))
      if (display === null) return
      const { name, boardId } = display
      audit.activity(c, session, { event: 'display.revoked', name, boardIds: [boardId] })
    })
    return c.body(null, 204)
  })
  return routes
}
