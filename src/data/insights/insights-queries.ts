import { queryOptions } from '@tanstack/react-query'
import {
  Moments,
  OverCapacity,
  PlaceHours,
  RoomInsights,
  SensorInsights,
  type InsightsQuery,
  type MomentsQuery,
  type RoomInsightsQuery,
} from '#src/contract/insights.ts'
import { minute } from '#src/domain/time/duration.ts'
import { request } from '#src/lib/api/request.ts'
import { serverClock } from '#src/lib/server-clock.ts'

const insightsKey = ['insights'] as const
/** Longer than usual, because a request waits for the other queries of the session. */
const timeoutMs = minute
const every = 10 * minute
/** Minutes that Butlr may still correct, and time to collect them. */
const settlingMs = 15 * minute

const listHashes = new WeakMap<readonly unknown[], string>()

/**
 * Hashes the key of a query. Keeps the hashes of lists, because views hash their keys on each render, which takes
 * milliseconds for thousands of room IDs. Lists must not change.
 */
function hashRequest([scope, kind, body]: readonly [string, string, InsightsQuery]): string {
  const fields = Object.entries(body)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => {
      if (!Array.isArray(value)) return [name, value]
      const hash = listHashes.get(value) ?? JSON.stringify(value)
      listHashes.set(value, hash)
      return [name, hash]
    })
  return JSON.stringify([scope, kind, fields])
}

/** Query for the figures of each room over a period. */
export function roomInsightsQuery(body: RoomInsightsQuery) {
  return queryOptions({
    queryKey: [...insightsKey, 'rooms', body] as const,
    queryKeyHashFn: hashRequest,
    queryFn: async ({ signal }) => {
      const path = '/api/insights/rooms'
      const schema = RoomInsights
      return (await request({ method: 'POST', path, body, schema, signal, timeoutMs })).data
    },
    meta: { every },
    // Comparing thousands of rooms would block the page.
    structuralSharing: false,
  })
}

/** Query for the people in a place in each hour of a period. */
export function placeHoursQuery(body: InsightsQuery) {
  return queryOptions({
    queryKey: [...insightsKey, 'hours', body] as const,
    queryKeyHashFn: hashRequest,
    queryFn: async ({ signal }) => {
      const path = '/api/insights/hours'
      const schema = PlaceHours
      return (await request({ method: 'POST', path, body, schema, signal, timeoutMs })).data
    },
    meta: { every },
  })
}

/**
 * Query for the peak of a place, and for when its rooms ran out, over at most `maxMomentsDays`. Join several with
 * `joinMoments`. A period that is over is requested once.
 */
export function momentsQuery(body: MomentsQuery) {
  return queryOptions({
    queryKey: [...insightsKey, 'moments', body] as const,
    queryKeyHashFn: hashRequest,
    queryFn: async ({ signal }) => {
      const path = '/api/insights/moments'
      const schema = Moments
      return (await request({ method: 'POST', path, body, schema, signal, timeoutMs })).data
    },
    meta: { every, once: () => body.to + settlingMs < serverClock.now() },
  })
}

/** Query for the events of more people in a room than its capacity. */
export function overCapacityQuery(body: InsightsQuery) {
  return queryOptions({
    queryKey: [...insightsKey, 'over-capacity', body] as const,
    queryKeyHashFn: hashRequest,
    queryFn: async ({ signal }) => {
      const path = '/api/insights/over-capacity'
      const schema = OverCapacity
      return (await request({ method: 'POST', path, body, schema, signal, timeoutMs })).data
    },
    meta: { every },
  })
}

/** Query for what a period of at most `maxMomentsDays` shows about the sensors of a place. */
export function sensorInsightsQuery(body: InsightsQuery) {
  return queryOptions({
    queryKey: [...insightsKey, 'sensors', body] as const,
    queryKeyHashFn: hashRequest,
    queryFn: async ({ signal }) => {
      const path = '/api/insights/sensors'
      const schema = SensorInsights
      return (await request({ method: 'POST', path, body, schema, signal, timeoutMs })).data
    },
    meta: { every },
  })
}
