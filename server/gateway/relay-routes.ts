import { Hono } from 'hono'
import * as v from 'valibot'
import { ReportingRequest } from '#src/reporting/contract.ts'
import { DocumentRequest } from '#src/topology/contract.ts'
import { ButlrFailure } from './butlr-failure.ts'
import type { Butlr } from './butlr.ts'
import { documents } from './documents.ts'
import { readBody } from './json-body.ts'
import { relay } from './relay.ts'
import type { Renewal } from './renewal.ts'
import type { GatewayEnv } from './request-log.ts'
import type { SessionCookie } from './session-cookie.ts'
import { topologyAnswer } from './topology-answer.ts'

const PageInfo = v.object({
  page: v.number(),
  page_item_count: v.number(),
  total_item_count: v.number(),
  total_pages: v.number(),
})
/** What of a reporting answer is passed on; everything else that Butlr may send stays here. */
const Answer = v.object({
  data: v.optional(v.unknown()),
  page_info: v.fallback(v.optional(PageInfo), undefined),
})

type RelayParts = { butlr: Butlr; cookie: SessionCookie; renewal: Renewal }

/** The two calls of Butlr that the page may make: the reports it needs, and the topology by a document's name. */
export function createRelayRoutes(parts: RelayParts): Hono<GatewayEnv> {
  const { butlr } = parts
  const routes = new Hono<GatewayEnv>()

  routes.post('/api/v3/reporting', async (c) => {
    const body = await readBody(c, ReportingRequest)
    const answer = await relay(c, parts, async (token, signal) => {
      const received = await butlr({ path: '/api/v3/reporting', body, token, signal })
      const parsed = v.safeParse(Answer, received)
      if (!parsed.success || Array.isArray(received)) throw new ButlrFailure('unreadable')
      return parsed.output
    })
    return c.json(answer)
  })
  routes.post('/api/v3/graphql', async (c) => {
    const { document } = await readBody(c, DocumentRequest)
    const body = { query: documents[document] }
    const answer = await relay(c, parts, async (token, signal) =>
      topologyAnswer(
        document,
        await butlr({ path: '/api/v3/graphql', body, token, signal }),
        Date.now(),
      ),
    )
    return c.json(answer)
  })
  return routes
}
