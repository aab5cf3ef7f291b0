import { Hono } from 'hono'
import * as v from 'valibot'
import { currentOccupancy, ReportingRequest } from '#src/reporting/contract.ts'
import { DocumentRequest } from '#src/topology/contract.ts'
import { ButlrFailure } from './butlr-failure.ts'
import type { Butlr } from './butlr.ts'
import type { OverridesAnswer } from '#src/topology/overrides-contract.ts'
import { readBody } from './json-body.ts'
import { relay, type RelayParts } from './relay.ts'
import type { Session } from './session.ts'
import type { GatewayEnv } from './request-log.ts'
import type { Peaks } from './peaks/peaks.ts'
import type { TopologyCache } from './topology-cache.ts'

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

type RelayRoutesParts = RelayParts & {
  butlr: Butlr
  topology: TopologyCache
  peaks: Peaks
  overrides: () => OverridesAnswer
}

const livePoll = JSON.stringify(currentOccupancy)

/** The two calls of Butlr that the page may make: the reports it needs, and the topology by a document's name. */
export function createRelayRoutes(parts: RelayRoutesParts): Hono<GatewayEnv> {
  const { butlr, topology, peaks, overrides } = parts
  const routes = new Hono<GatewayEnv>()

  routes.post('/api/v3/reporting', async (c) => {
    const body = await readBody(c, ReportingRequest)
    const isLivePoll = JSON.stringify(body) === livePoll
    const answer = await relay(c, parts, async (session, signal) => {
      const { token } = session
      const received = await butlr({ path: '/api/v3/reporting', body, token, signal })
      const parsed = v.safeParse(Answer, received)
      if (!parsed.success || Array.isArray(received)) throw new ButlrFailure('unreadable')
      if (isLivePoll) observe(session, parsed.output.data)
      return parsed.output
    })
    return c.json(answer)
  })
  routes.post('/api/v3/graphql', async (c) => {
    const request = await readBody(c, DocumentRequest)
    const json = await relay(c, parts, (session, signal) => topology.get(session, request, signal))
    return c.body(json, 200, { 'Content-Type': 'application/json' })
  })
  return routes

  function observe(session: Session, data: unknown) {
    const places = topology.keptPlaces(session)
    // Until the capacities are known, nothing tells a glitch from a crowd.
    if (places === undefined) return
    peaks.observe(session, data, { places, overrides: overrides().overrides })
  }
}
