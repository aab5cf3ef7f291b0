import { Hono } from 'hono'
import { etag } from 'hono/etag'
import type { OverridesAnswer } from '#src/contract/overrides.ts'
import type { VisibleIds } from '#server/gateway/access/visible-ids.ts'
import { visibleOverrides } from '#server/gateway/access/visible-overrides.ts'
import { relay, type RelayParts } from '#server/gateway/butlr/relay.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'

type OverridesParts = RelayParts & { overrides: () => OverridesAnswer; visibleIds: VisibleIds }

/**
 * The operator's names, capacities and hidden rooms, cut to what the account sees at Butlr. Like every answer under
 * `/api/` it is `no-store`, so no browser keeps it; a client that keeps it itself may ask with `If-None-Match`.
 */
export function createOverridesRoutes(parts: OverridesParts): Hono<GatewayEnv> {
  const routes = new Hono<GatewayEnv>()
  routes.get('/api/overrides', etag(), async (c) => {
    const answer = await relay(c, parts, async (session, signal) => {
      const all = parts.overrides()
      return all.configured ? visibleOverrides(all, await parts.visibleIds(session, signal)) : all
    })
    return c.json(answer)
  })
  return routes
}
