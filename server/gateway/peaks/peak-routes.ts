import { Hono } from 'hono'
import * as v from 'valibot'
import { PeakQuery, type PeakAnswer } from '#src/contract/peak.ts'
import { GatewayProblem } from '#server/gateway/http/problem.ts'
import { relay, type RelayParts } from '#server/gateway/butlr/relay.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'
import type { Peaks } from './peaks.ts'

/** The peak of one room among all polls of the account that is signed in. */
export function createPeakRoutes(parts: RelayParts & { peaks: Peaks }): Hono<GatewayEnv> {
  const routes = new Hono<GatewayEnv>()
  routes.get('/api/peak', async (c) => {
    const query = v.safeParse(PeakQuery, c.req.query())
    if (!query.success) throw new GatewayProblem('invalid_request')
    const { room, since } = query.output
    const peak = await relay(c, parts, (session) => parts.peaks.since(session, room, since))
    return c.json({ peak } satisfies v.InferOutput<typeof PeakAnswer>)
  })
  return routes
}
