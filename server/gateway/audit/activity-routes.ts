import { Hono } from 'hono'
import type { ActivityResponse, ActivityEvent } from '#src/contract/activity.ts'
import type { Access } from '#server/gateway/access/access.ts'
import type { Boards } from '#server/gateway/boards/boards.ts'
import { withSession, type WithSessionDeps } from '#server/gateway/auth/with-session.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'
import { isAccountName } from '#server/gateway/auth/session.ts'

type ActivityRoutesDeps = WithSessionDeps & { access: Access; boards: Boards }

const pageSize = 50

/**
 * Creates the route with which managers list the events of boards and displays; see `src/contract/activity.ts`. An
 * event is visible to managers who may use the current version of every board that it concerns. If all of these boards
 * are deleted, or the event concerns no board, it is visible to managers who see every room or who caused it.
 */
export function createActivityRoutes(parts: ActivityRoutesDeps): Hono<GatewayEnv> {
  const { access, boards, audit } = parts
  const routes = new Hono<GatewayEnv>()
  routes.get('/api/displays/activity', async (c) => {
    const before = c.req.query('before')
    const answer = await withSession(
      c,
      parts,
      async (session, signal): Promise<ActivityResponse> => {
        const { refusal, mayUse } = await access.viewer(session, signal)
        if (refusal !== null) throw refusal
        const [events, { boards: known }] = await Promise.all([
          audit.activityLog.list(),
          boards.list(),
        ])
        const byId = new Map(known.map((board) => [board.id, board]))
        const shown = events.filter(({ actor, account, boardIds, id }) => {
          if (before !== undefined && id >= before) return false
          const concerned = boardIds.map((boardId) => byId.get(boardId) ?? null)
          if (concerned.length > 0 && concerned.every(mayUse)) return true
          return (
            concerned.every((board) => board === null) &&
            ((actor === 'account' && isAccountName(account, session)) || mayUse(null))
          )
        })
        const page = shown.slice(0, pageSize)
        const next = shown.length > pageSize ? (page.at(-1)?.id ?? null) : null
        return { events: page.map(toActivityEvent), next }
      },
    )
    return c.json(answer)
  })
  return routes
}

function toActivityEvent({
  id,
  at,
  event,
  actor,
  account,
  address,
  name,
}: ActivityEvent): ActivityEvent {
  return { id, at, event, actor, account, address, name }
}
