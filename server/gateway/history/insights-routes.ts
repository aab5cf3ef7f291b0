import { Hono } from 'hono'
import type * as v from 'valibot'
import {
  InsightsQuery,
  maxMomentsDays,
  maxRoomHoursDays,
  MomentsQuery,
  RoomInsightsQuery,
} from '#src/contract/insights.ts'
import { SensorInsightsQuery } from '#src/contract/sensor-insights.ts'
import { longestMinuteRange, minuteMs } from '#src/domain/history/minutes.ts'
import type { Session } from '#server/gateway/auth/session.ts'
import { withSession, type WithSessionDeps } from '#server/gateway/auth/with-session.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { readJsonBody } from '#server/gateway/http/json-body.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'
import type { PlaceQuery, Result } from '#server/history/protocol.ts'
import type { HistoryAccess } from './history-access.ts'
import type { History } from './history-options.ts'
import { sendJson, toRange, type RunQuery } from './run-query.ts'

type InsightsRoutesDeps = WithSessionDeps & {
  /** Unix milliseconds. */
  now: () => number
  keepDays: number
  access: HistoryAccess
  runQuery: RunQuery
}

type PlaceRequest<TBody> = {
  history: History
  query: PlaceQuery
  body: TBody
  signal: AbortSignal
}

/** Creates the routes `POST /api/insights/…`, which only read. They ignore rooms that the session does not see. */
export function createInsightsRoutes(deps: InsightsRoutesDeps): Hono<GatewayEnv> {
  const { access, runQuery } = deps

  async function toPlaceQuery(
    { from, to, rooms }: InsightsQuery,
    session: Session,
    signal: AbortSignal,
    maxDays = deps.keepDays,
  ): Promise<PlaceQuery> {
    const now = deps.now()
    const range = toRange({ from, to }, maxDays, now)
    const requested = new Set(rooms)
    const groups = (await access.rooms(session, signal)).map((group) => ({
      ...group,
      rooms: group.rooms.filter(({ id }) => requested.has(id)),
    }))
    return {
      groups: groups.filter((group) => group.rooms.length > 0),
      range,
      now: Math.floor(now / minuteMs),
    }
  }

  const routes = new Hono<GatewayEnv>()
  /** Adds a route. The period of a request is at most `maxDays`, and by default as long as the history is kept. */
  function post<TBody extends InsightsQuery>(
    path: `/api/insights/${string}`,
    schema: v.GenericSchema<unknown, TBody>,
    run: (request: PlaceRequest<TBody>) => Promise<Result<Uint8Array>>,
    maxDays?: number,
  ): void {
    routes.post(path, async (c) => {
      const json = await withSession(c, deps, async (session, signal) => {
        const body = await readJsonBody(c, schema)
        const query = await toPlaceQuery(body, session, signal, maxDays)
        return runQuery(session, signal, (history) => run({ history, query, body, signal }))
      })
      return sendJson(c, json)
    })
  }

  post('/api/insights/rooms', RoomInsightsQuery, ({ history, query, body, signal }) => {
    const { weekday = null, hour = null } = body
    const usedFromMinutes = access.usedFromMinutes()
    return history.placeRooms({ ...query, usedFromMinutes, weekday, hour }, signal)
  })
  post('/api/insights/hours', InsightsQuery, ({ history, query, signal }) =>
    history.placeHours(query, signal),
  )
  post(
    '/api/insights/room-hours',
    InsightsQuery,
    ({ history, query, signal }) => history.placeRoomHours(query, signal),
    maxRoomHoursDays,
  )
  post(
    '/api/insights/moments',
    MomentsQuery,
    ({ history, query, body: { judgedRooms }, signal }) =>
      history.placeMoments({ ...query, judgedRooms }, signal),
    maxMomentsDays,
  )
  post('/api/insights/minutes', InsightsQuery, ({ history, query, signal }) => {
    if (query.range.to - query.range.from > longestMinuteRange) {
      throw new GatewayError('invalid_request', { message: 'The period is longer than 26 hours.' })
    }
    return history.placeMinutes(query, signal)
  })
  post(
    '/api/insights/sensors',
    SensorInsightsQuery,
    ({ history, query, signal }) => history.placeSensors(query, signal),
    maxMomentsDays,
  )
  post('/api/insights/over-capacity', InsightsQuery, ({ history, query, signal }) =>
    history.overCapacity(query, signal),
  )
  return routes
}
