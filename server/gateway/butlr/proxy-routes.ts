import { Hono, type Context } from 'hono'
import { currentOccupancyRequest, ReportingRequest } from '#src/contract/reporting.ts'
import { leafDepth } from '#src/contract/report-body.ts'
import { DocumentRequest, type DocumentName } from '#src/contract/topology.ts'
import type { AnswerReader } from './answer-reader.ts'
import type { ButlrClient } from './butlr-client.ts'
import type { OverridesResponse } from '#src/contract/overrides.ts'
import { readJsonBody } from '#server/gateway/http/json-body.ts'
import { sendCompressed } from '#server/gateway/http/compressed-body.ts'
import {
  butlrTimeoutMs,
  withSession,
  type WithSessionDeps,
} from '#server/gateway/auth/with-session.ts'
import { hasRepeatedSensors, type ReadingColumns } from './reading-columns.ts'
import {
  createReportLimits,
  maxInlineBytes,
  maxReportBytes,
  type ReportLimits,
} from './report-limits.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'
import { sessionRetryAfterKey, type Session } from '#server/gateway/auth/session.ts'
import { toMinuteRequest } from '#server/gateway/peaks/minute-sums.ts'
import type { Peaks, PollContext } from '#server/gateway/peaks/peaks.ts'
import type { TopologyCache } from '#server/gateway/topology/topology-cache.ts'

type ProxyRoutesDeps = WithSessionDeps & {
  butlr: ButlrClient
  read: AnswerReader
  topology: TopologyCache
  peaks: Peaks
  overrides: () => OverridesResponse
  liveLimits: ReportLimits
  /** Returns the time in Unix milliseconds. */
  now: () => number
}

const livePollBody = JSON.stringify(currentOccupancyRequest)

/** Creates the routes for the two Butlr calls that the page may make: reports, and topology by document name. */
export function createProxyRoutes(parts: ProxyRoutesDeps): Hono<GatewayEnv> {
  const { butlr, read, topology, peaks, overrides, liveLimits, now } = parts
  // History requests have their own limits, so that those to which Butlr does not respond never block the live poll.
  const historyLimits = createReportLimits()
  const routes = new Hono<GatewayEnv>()

  routes.post('/api/v3/reporting', async (c) => {
    const body = await readJsonBody(c, ReportingRequest)
    const isLivePoll = JSON.stringify(body) === livePollBody
    const minutes = toMinuteRequest(body)
    const maxBytes = maxReportBytes(body, now())
    const { json, leave } = await withSession(c, parts, async (session, signal) => {
      const { id, token } = session
      const limits = isLivePoll ? liveLimits : historyLimits
      const account = sessionRetryAfterKey(session)
      const leave = await limits.acquire(id, signal, account)
      try {
        const path = '/api/v3/reporting'
        const reader = read(() => ({
          kind: 'report',
          depth: leafDepth(body),
          readings: isLivePoll,
          ...(minutes !== null && { samplesUntil: now() }),
        }))
        const { json, complete, readings, samples } = await butlr({
          path,
          body,
          token,
          account,
          signal,
          read: reader,
          maxBytes,
        })
        if (readings !== null && readings.rooms.length > 0) {
          void observe(session, readings, (known) => peaks.observe(session, readings, known))
        }
        if (samples !== null && minutes !== null && complete) {
          const history = { ...minutes, samples }
          void observe(session, null, (known) => peaks.observeMinutes(session, history, known))
        }
        return { json, leave }
      } catch (error) {
        leave()
        throw error
      }
    })
    const headers = { 'Content-Type': 'application/json' }
    if (json.length > maxInlineBytes) return c.body(streamBytes(c, json, leave), 200, headers)
    leave()
    return c.body(json, 200, headers)
  })
  routes.post('/api/v3/graphql', async (c) => {
    const request = await readJsonBody(c, DocumentRequest)
    const packed = await withSession(c, parts, (session, signal) =>
      topology.getCompressed(session, request, signal),
    )
    return sendCompressed(c, packed)
  })
  return routes

  /**
   * Records peaks. If not cached, loads the locations, whose capacities limit plausible counts. If a sensor reports in
   * several rooms, also loads the sensors, because the topology determines the room in which each sensor counts.
   */
  async function observe(
    session: Session,
    readings: ReadingColumns | null,
    record: (limits: PollContext) => void,
  ): Promise<void> {
    const places = await getTopology(session, 'places')
    const hasRepeated = readings !== null && hasRepeatedSensors(readings)
    const sensors = hasRepeated
      ? await getTopology(session, 'sensors')
      : topology.cached(session, 'sensors')
    if (places === undefined) return
    const sensorRooms = sensors?.sensorRooms ?? new Map<string, null>()
    record({ places, sensorRooms, overrides: overrides().overrides })
  }

  /** Like `topology.cached`, but calls Butlr if no response is cached. */
  async function getTopology(session: Session, document: DocumentName) {
    if (topology.cached(session, document) === undefined) {
      const signal = AbortSignal.timeout(butlrTimeoutMs)
      await topology.get(session, { document }, signal).catch(() => undefined)
    }
    return topology.cached(session, document)
  }
}

const chunkBytes = 256 * 1024

/**
 * Sends a large response in chunks, so that it is not copied or compressed in one go. Calls `leave` when the client has
 * received the whole response or has disconnected; until then, the response stays in memory.
 */
function streamBytes(
  c: Context,
  bytes: Uint8Array<ArrayBuffer>,
  leave: () => void,
): ReadableStream {
  let at = 0
  c.req.raw.signal.addEventListener('abort', leave, { once: true })
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(bytes.subarray(at, at + chunkBytes))
      at += chunkBytes
      if (at < bytes.length) return
      controller.close()
      leave()
    },
    cancel: leave,
  })
}
