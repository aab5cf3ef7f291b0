import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type * as v from 'valibot'
import {
  Moments,
  OverCapacity,
  PlaceHours,
  PlaceRoomHours,
  RoomInsights,
  type InsightsQuery,
  type MomentsQuery,
  type RoomInsightsQuery,
} from '#src/contract/insights.ts'
import { SensorInsights } from '#src/contract/sensor-insights.ts'
import { PlaceMinutes } from '#src/contract/place-minutes.ts'
import { minute } from '#src/domain/time/duration.ts'
import { request } from '#src/lib/api/request.ts'
import { refetchNow } from '#src/lib/query-polling.ts'
import { serverClock } from '#src/lib/server-clock.ts'

const insightsKey = ['insights'] as const
/** Longer than usual, because a request waits for the other queries of the session. */
const timeoutMs = minute
const every = 10 * minute
/** Minutes that Butlr may still correct, and time to collect them. */
const settlingMs = 15 * minute

/** Number of lists whose IDs are kept. A list without a kept ID gets a new one, and its data loads again. */
const maxLists = 100
const listIds = new WeakMap<readonly unknown[], number>()
const idsByContent = new Map<string, number>()
let nextListId = 0

/** Returns a number that is the same for equal lists. Lists must not change. */
function identify(list: readonly unknown[]): number {
  const known = listIds.get(list)
  if (known !== undefined) return known
  const content = JSON.stringify(list)
  const id = idsByContent.get(content) ?? nextListId++
  if (idsByContent.size >= maxLists) idsByContent.clear()
  idsByContent.set(content, id)
  listIds.set(list, id)
  return id
}

/**
 * Hashes the key of a query. Replaces lists by numbers, because views hash their keys on each render, which takes
 * milliseconds for thousands of room IDs.
 */
function hashRequest([scope, kind, body]: readonly [string, string, InsightsQuery]): string {
  const fields = Object.entries(body)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => [name, Array.isArray(value) ? { list: identify(value) } : value])
  return JSON.stringify([scope, kind, fields])
}

/** Settles when the last request that waits for its turn has ended. */
let lastTurn: Promise<unknown> = Promise.resolve()

/**
 * Sends a request after all earlier ones have ended: the gateway runs one query of an account at a time, and rejects
 * requests that wait for longer than a few seconds.
 */
function sendInTurn<TData>(
  kind: string,
  schema: v.GenericSchema<unknown, TData>,
  body: InsightsQuery,
  signal: AbortSignal,
): Promise<TData> {
  const turn = lastTurn.then(async () => {
    signal.throwIfAborted()
    const path = `/api/insights/${kind}` as const
    return (await request({ method: 'POST', path, body, schema, signal, timeoutMs })).data
  })
  lastTurn = turn.catch(() => {})
  return turn
}

const toKey = (kind: string, body: InsightsQuery) => ({
  queryKey: [...insightsKey, kind, body] as const,
  queryKeyHashFn: hashRequest,
})

/** Query for the figures of each room over a period. */
export function roomInsightsQuery(body: RoomInsightsQuery) {
  return queryOptions({
    ...toKey('rooms', body),
    queryFn: ({ signal }) => sendInTurn('rooms', RoomInsights, body, signal),
    meta: { every },
    // Comparing thousands of rooms would block the page.
    structuralSharing: false,
  })
}

/** Query for the people in a place in each hour of a period. */
export function placeHoursQuery(body: InsightsQuery) {
  return queryOptions({
    ...toKey('hours', body),
    queryFn: ({ signal }) => sendInTurn('hours', PlaceHours, body, signal),
    meta: { every },
  })
}

/**
 * Query for the peak of a place, and for when its rooms ran out, over at most `maxMomentsDays`. Join several with
 * `joinMoments`. A period that is over is requested once.
 */
export function momentsQuery(body: MomentsQuery) {
  return queryOptions({
    ...toKey('moments', body),
    queryFn: ({ signal }) => sendInTurn('moments', Moments, body, signal),
    meta: { every, once: () => body.to + settlingMs < serverClock.now() },
  })
}

/**
 * Query for the people in each room in each minute of at most a day.
 *
 * @param isCollected whether the past is collected. A day that is over is then requested once
 */
export function placeMinutesQuery(body: InsightsQuery, isCollected: boolean) {
  return queryOptions({
    ...toKey('minutes', body),
    queryFn: ({ signal }) => sendInTurn('minutes', PlaceMinutes, body, signal),
    meta: { every: minute, once: () => isCollected && body.to + settlingMs < serverClock.now() },
    structuralSharing: false,
  })
}

/** Requests the hours of each room over a day, for an export. */
export function requestRoomHours(
  body: InsightsQuery,
  signal: AbortSignal,
): Promise<PlaceRoomHours> {
  return sendInTurn('room-hours', PlaceRoomHours, body, signal)
}

/** Query for the events of more people in a room than its capacity. */
export function overCapacityQuery(body: InsightsQuery) {
  return queryOptions({
    ...toKey('over-capacity', body),
    queryFn: ({ signal }) => sendInTurn('over-capacity', OverCapacity, body, signal),
    meta: { every },
  })
}

/** Query for what a period of at most `maxMomentsDays` shows about each sensor. A period that is over is requested once. */
export function sensorInsightsQuery(body: InsightsQuery) {
  return queryOptions({
    ...toKey('sensors', body),
    queryFn: ({ signal }) => sendInTurn('sensors', SensorInsights, body, signal),
    meta: { every, once: () => body.to + settlingMs < serverClock.now() },
    structuralSharing: false,
  })
}

/** Requests the data of the page again. A `Retry-After` from the gateway still delays the requests. */
export function refetchInsights(client: QueryClient): Promise<void> {
  return refetchNow(client, { queryKey: insightsKey })
}
