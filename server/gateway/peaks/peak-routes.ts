import * as v from 'valibot'
import { PeakQuery, type PeakResponse } from '#src/contract/peak.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'
import { Hono } from 'hono'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { withSession, type WithSessionDeps } from '#server/gateway/auth/with-session.ts'
import type { Peaks } from './peaks.ts'

/** Creates the route for the peak of one room, as recorded for the signed-in account. */
export function createPeakRoutes(parts: WithSessionDeps & { peaks: Peaks }): Hono<GatewayEnv> {
  const routes = new Hono<GatewayEnv>()
  routes.get('/api/peak', async (c) => {
    const query = v.safeParse(PeakQuery, c.req.query())
    if (!query.success) throw new GatewayError('invalid_request')
    const { room, since } = query.output
    const peak = await withSession(c, parts, (session) => parts.peaks.since(session, room, since))
    return c.json({ peak } satisfies v.InferOutput<typeof PeakResponse>)
  })
  return routes
}
