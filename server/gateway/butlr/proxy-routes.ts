import { Hono, type Context } from 'hono'
import { currentOccupancy, ReportingRequest } from '#src/contract/reporting.ts'
import { DocumentRequest } from '#src/contract/topology.ts'
import type { AnswerReader } from './answer-reader.ts'
import type { Butlr } from './butlr-client.ts'
import type { OverridesAnswer } from '#src/contract/overrides.ts'
import { readBody } from '#server/gateway/http/json-body.ts'
import type { GroupedReadings } from '#server/gateway/displays/board-readings.ts'
import { answerPacked } from '#server/gateway/http/compressed-body.ts'
import { deadlineMs, relay, type RelayParts } from '#server/gateway/auth/with-session.ts'
import { createReportLimits, allowedBytes } from './report-limits.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'
import { accountOf, type Session } from '#server/gateway/auth/session.ts'
import type { Peaks } from '#server/gateway/peaks/peaks.ts'
import type { TopologyCache } from '#server/gateway/topology/topology-cache.ts'

type RelayRoutesParts = RelayParts & {
  butlr: Butlr
  read: AnswerReader
  topology: TopologyCache
  peaks: Peaks
  overrides: () => OverridesAnswer
  /** Epoch milliseconds. */
  now: () => number
}

const livePoll = JSON.stringify(currentOccupancy)

/** The two calls of Butlr that the page may make: the reports it needs, and the topology by a document's name. */
export function createRelayRoutes(parts: RelayRoutesParts): Hono<GatewayEnv> {
  const { butlr, read, topology, peaks, overrides, now } = parts
  // Apart, so that histories which Butlr leaves hanging never hold up the live poll.
  const liveLimits = createReportLimits()
  const historyLimits = createReportLimits()
  const routes = new Hono<GatewayEnv>()

  routes.post('/api/v3/reporting', async (c) => {
    const body = await readBody(c, ReportingRequest)
    const isLivePoll = JSON.stringify(body) === livePoll
    const maxBytes = allowedBytes(body, now())
    const { json, leave } = await relay(c, parts, async (session, signal) => {
      const { id, token } = session
      const limits = isLivePoll ? liveLimits : historyLimits
      const leave = await limits.enter(id, signal)
      try {
        const path = '/api/v3/reporting'
        const reader = read({ kind: 'report', readings: isLivePoll })
        const { json, readings } = await butlr({
          path,
          body,
          token,
          account: accountOf(session),
          signal,
          read: reader,
          maxBytes,
        })
        if (readings !== undefined && Object.keys(readings).length > 0) {
          void observe(session, readings)
        }
        return { json, leave }
      } catch (error) {
        leave()
        throw error
      }
    })
    const headers = { 'Content-Type': 'application/json' }
    if (typeof json !== 'string') return c.body(sent(c, json, leave), 200, headers)
    leave()
    return c.body(json, 200, headers)
  })
  routes.post('/api/v3/graphql', async (c) => {
    const request = await readBody(c, DocumentRequest)
    const packed = await relay(c, parts, (session, signal) =>
      topology.packed(session, request, signal),
    )
    return answerPacked(c, packed)
  })
  return routes

  /** Only capacities tell a glitch from a crowd, so after a restart the gateway first asks for places that no page asked for. */
  async function observe(session: Session, readings: GroupedReadings): Promise<void> {
    if (topology.keptPlaces(session) === undefined) {
      const signal = AbortSignal.timeout(deadlineMs)
      await topology.get(session, { document: 'places' }, signal).catch(() => undefined)
    }
    const places = topology.keptPlaces(session)
    if (places === undefined) return
    peaks.observe(session, readings, { places, overrides: overrides().overrides })
  }
}

const partBytes = 256 * 1024

/**
 * A large answer in parts, so that none is copied or compressed in one go; `leave` is called when the client has all of it
 * or is gone, since it is in memory until then.
 */
function sent(c: Context, bytes: Uint8Array<ArrayBuffer>, leave: () => void): ReadableStream {
  let at = 0
  c.req.raw.signal.addEventListener('abort', leave, { once: true })
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(bytes.subarray(at, at + partBytes))
      at += partBytes
      if (at < bytes.length) return
      controller.close()
      leave()
    },
    cancel: leave,
  })
}
