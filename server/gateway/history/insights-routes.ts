import { Hono } from 'hono'
import {
  InsightsQuery,
  maxMomentsDays,
  maxRoomHoursDays,
  MomentsQuery,
  RoomInsightsQuery,
} from '#src/contract/insights.ts'
import { longestMinuteRange, minuteMs } from '#src/domain/history/minutes.ts'
import type { Session } from '#server/gateway/auth/session.ts'
import { withSession, type WithSessionDeps } from '#server/gateway/auth/with-session.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { readJsonBody } from '#server/gateway/http/json-body.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'
import type { PlaceQuery } from '#server/history/protocol.ts'
import type { HistoryAccess } from './history-access.ts'
import { sendJson, toRange, type RunQuery } from './run-query.ts'

type InsightsRoutesDeps = WithSessionDeps & {
  /** Unix milliseconds. */
  now: () => number
  keepDays: number
  access: HistoryAccess
  runQuery: RunQuery
}

/** Creates the routes of `POST /api/insights/…`. They only read, and ignore rooms that the session does not see. */
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
  routes.post('/api/insights/rooms', async (c) => {
    const json = await withSession(c, deps, async (session, signal) => {
      const { weekday = null, hour = null, ...body } = await readJsonBody(c, RoomInsightsQuery)
      const query = await toPlaceQuery(body, session, signal)
      return runQuery(session, signal, (history) =>
        history.placeRooms(
          { ...query, usedFromMinutes: access.usedFromMinutes(), weekday, hour },
          signal,
        ),
      )
    })
    return sendJson(c, json)
  })
  routes.post('/api/insights/hours', async (c) => {
    const json = await withSession(c, deps, async (session, signal) => {
      const query = await toPlaceQuery(await readJsonBody(c, InsightsQuery), session, signal)
      return runQuery(session, signal, (history) => history.placeHours(query, signal))
    })
    return sendJson(c, json)
  })
  routes.post('/api/insights/room-hours', async (c) => {
    const json = await withSession(c, deps, async (session, signal) => {
      const body = await readJsonBody(c, InsightsQuery)
      const query = await toPlaceQuery(body, session, signal, maxRoomHoursDays)
      return runQuery(session, signal, (history) => history.placeRoomHours(query, signal))
    })
    return sendJson(c, json)
  })
  routes.post('/api/insights/moments', async (c) => {
    const json = await withSession(c, deps, async (session, signal) => {
      const { judgedRooms, ...body } = await readJsonBody(c, MomentsQuery)
      const query = await toPlaceQuery(body, session, signal, maxMomentsDays)
      return runQuery(session, signal, (history) =>
        history.placeMoments({ ...query, judgedRooms }, signal),
      )
    })
    return sendJson(c, json)
  })
  routes.post('/api/insights/minutes', async (c) => {
    const json = await withSession(c, deps, async (session, signal) => {
      const query = await toPlaceQuery(await readJsonBody(c, InsightsQuery), session, signal)
      if (query.range.to - query.range.from > longestMinuteRange) {
        throw new GatewayError('invalid_request', { message: 'The period is longer than a day.' })
      }
      return runQuery(session, signal, (history) => history.placeMinutes(query, signal))
    })
    return sendJson(c, json)
  })
  routes.post('/api/insights/sensors', async (c) => {
    const json = await withSession(c, deps, async (session, signal) => {
      const body = await readJsonBody(c, InsightsQuery)
      const query = await toPlaceQuery(body, session, signal, maxMomentsDays)
      return runQuery(session, signal, (history) => history.placeSensors(query, signal))
    })
    return sendJson(c, json)
  })
  routes.post('/api/insights/over-capacity', async (c) => {
    const json = await withSession(c, deps, async (session, signal) => {
      const query = await toPlaceQuery(await readJsonBody(c, InsightsQuery), session, signal)
      return runQuery(session, signal, (history) => history.overCapacity(query, signal))
    })
    return sendJson(c, json)
  })
  return routes
}
