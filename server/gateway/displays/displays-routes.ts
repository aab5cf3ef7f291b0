import { Hono } from 'hono'
import { DisplayChange, type DisplaysAnswer } from '#src/contract/display.ts'
import type { Access, Viewer } from '#server/gateway/access/access.ts'
import { needBoard, type Boards } from '#server/gateway/boards/boards.ts'
import { readBody } from '#server/gateway/http/json-body.ts'
import { relay, relayChange, type RelayParts } from '#server/gateway/butlr/relay.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'
import type { DisplayAccount } from './display-account.ts'
import type { Displays } from './displays.ts'

type DisplaysParts = RelayParts & {
  access: Access
  displays: Displays
  boards: Boards
  account: DisplayAccount
  /** The version of the app that the gateway serves. */
  version: string
  /** Seconds between two polls of a display. */
  pollSeconds: number
}

/** The displays that a person may use: see `display-contract.ts` and `Access`. */
export function createDisplaysRoutes(parts: DisplaysParts): Hono<GatewayEnv> {
  const { access, displays, boards, account, version, pollSeconds, audit } = parts
  const routes = new Hono<GatewayEnv>()

  const usableBy = (viewer: Viewer) => async (boardId: string) =>
    viewer.mayUse(await boards.find(boardId))

  routes.get('/api/displays', async (c) => {
    const answer = await relay(c, parts, async (session, signal): Promise<DisplaysAnswer> => {
      const { mayUse, mayChange } = await access.viewer(session, signal)
      const [state, list, known] = await Promise.all([
        account.state(signal),
        displays.list(),
        boards.list(),
      ])
      const byId = new Map(known.map((board) => [board.id, board]))
      const usable = list.filter(({ boardId }) => mayUse(byId.get(boardId) ?? null))
      return { account: state, version, pollSeconds, mayChange, displays: usable }
    })
    return c.json(answer)
  })
  routes.patch('/api/displays/:id', async (c) => {
    const change = await readBody(c, DisplayChange)
    return c.json(
      await relayChange(c, parts, async (session, signal) => {
        const editor = await access.editor(session, signal)
        await needBoard(boards, change.boardId, editor.mayUse)
        const id = c.req.param('id')
        const before = await displays.find(id)
        const display = await displays.change(id, change, usableBy(editor))
        const { name, boardId } = display
        const boardIds = [...new Set([before?.boardId ?? boardId, boardId])]
        audit.activity(c, session, { event: 'display.changed', name, boardIds })
        return display
      }),
    )
  })
  routes.delete('/api/displays/:id', async (c) => {
    await relayChange(c, parts, async (session, signal) => {
      const editor = await access.editor(session, signal)
      const id = c.req.param('id')
      const display = await displays.find(id)
      await displays.revoke(id, usableBy(editor))
      if (display === null) return
      const { name, boardId } = display
      audit.activity(c, session, { event: 'display.revoked', name, boardIds: [boardId] })
    })
    return c.body(null, 204)
  })
  return routes
}
