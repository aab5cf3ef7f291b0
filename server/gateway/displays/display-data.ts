import type { DocumentName } from '#src/contract/topology.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { TopologyCache } from '#server/gateway/topology/topology-cache.ts'
import { abortable } from '#server/gateway/http/abortable.ts'
import type { ServiceAccount } from '#server/gateway/auth/service-account.ts'
import * as v from 'valibot'
import { currentOccupancyRequest } from '#src/contract/reporting.ts'
import { answerText, type AnswerReader } from '#server/gateway/butlr/answer-reader.ts'
import type { ButlrClient } from '#server/gateway/butlr/butlr-client.ts'
import { answerSizeLimits } from '#server/gateway/butlr/report-limits.ts'
import { sessionRetryAfterKey } from '#server/gateway/auth/session.ts'
import { isWaiting, startWait, type Wait } from '#server/gateway/http/wait.ts'
import { GroupedReadings } from './board-readings.ts'

/** The topology as displays read it, as JSON. Failures of GraphQL leave what was last known. */
export type DisplayTopology = {
  /** Throws `GatewayError` where nothing was known within the last day. */
  places: (signal: AbortSignal) => Promise<string>
  /** The same; null where nothing is known, and nothing came at once. */
  placesIfKnown: (signal: AbortSignal) => Promise<string | null>
  /** Null where nothing was known within the last hour: counts are shown all the same. */
  sensors: (signal: AbortSignal) => Promise<string | null>
}

type KnownAnswer = { json: string; at: number }
type InFlightRequest = { promise: Promise<void>; timeout: Promise<void> }
type DocumentState = {
  known: KnownAnswer | null
  inFlight: InFlightRequest | null
  failed: { wait: Wait; problem: unknown } | null
}

const second = 1_000
const hour = 3_600 * second
/** Asked for again after this; how old it then really is, is up to the topology cache. */
const freshMs: Record<DocumentName, number> = { places: 60 * second, sensors: 5 * second }
/** Whether a sensor is online changes every day, where a room lies does not. */
const usableMs: Record<DocumentName, number> = { places: 24 * hour, sensors: hour }
/** After a failure GraphQL is asked again no sooner. */
const retryDelayMs = 5 * second
/** A refused token is replaced with each try, so tries are rarer. */
const refusedRetryDelayMs = 60 * second
/** A poll waits this long for a new answer while there is one to give, or it can do without. */
const maxWaitMs = second

/**
 * Keeps answers of the topology cache for displays. Reporting and GraphQL fail independently of each other, and a wall
 * that has counts must not go dark because GraphQL refuses, fails or hangs.
 *
 * @param now epoch milliseconds
 * @param deadlineMs how long one call may take
 */
export function createDisplayTopology(parts: {
  account: ServiceAccount
  topology: TopologyCache
  now: () => number
  deadlineMs: number
}): DisplayTopology {
  const { account, topology, now, deadlineMs } = parts
  const slots: Record<DocumentName, DocumentState> = {
    places: createDocumentState(),
    sensors: createDocumentState(),
  }

  const isYounger = (known: KnownAnswer, ms: number) => {
    const age = now() - known.at
    return age >= 0 && age < ms
  }

  async function refresh(document: DocumentName): Promise<void> {
    const slot = slots[document]
    const signal = AbortSignal.timeout(deadlineMs)
    try {
      const json = await account.callTopology(
        (session, until) => topology.get(session, { document }, until),
        signal,
      )
      slot.known = { json, at: now() }
      slot.failed = null
    } catch (error) {
      slot.failed = { wait: startWait(now(), retryDelayAfter(error)), problem: error }
    } finally {
      slot.inFlight = null
    }
  }

  /** The known answer, refreshed where that is due and takes no longer than `patienceMs`. */
  async function current(
    document: DocumentName,
    signal: AbortSignal,
    isNeeded: boolean,
  ): Promise<string | null> {
    const slot = slots[document]
    if (slot.known && isYounger(slot.known, freshMs[document])) return slot.known.json
    if (!isWaiting(slot.failed?.wait, now())) {
      slot.inFlight ??= { promise: refresh(document), timeout: delay(maxWaitMs) }
    }
    const { inFlight } = slot
    if (inFlight !== null) {
      const { promise, timeout } = inFlight
      const canWait = slot.known === null && isNeeded
      await abortable(canWait ? promise : Promise.race([promise, timeout]), signal)
    }
    return slot.known && isYounger(slot.known, usableMs[document]) ? slot.known.json : null
  }

  return {
    async places(signal) {
      const json = await current('places', signal, true)
      if (json !== null) return json
      throw slots.places.failed?.problem ?? new GatewayError('upstream_unreachable')
    },
    placesIfKnown: (signal) => current('places', signal, false),
    sensors: (signal) => current('sensors', signal, false),
  }
}

function createDocumentState(): DocumentState {
  return { known: null, inFlight: null, failed: null }
}

function retryDelayAfter(error: unknown): number {
  if (!(error instanceof GatewayError)) return retryDelayMs
  if (error.code === 'no_account') return refusedRetryDelayMs
  return Math.max(retryDelayMs, (error.retryAfterSeconds ?? 0) * second)
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
}

/**
 * Every room's readings, and when Butlr said so, epoch milliseconds. `incomplete` is set when Butlr sent an error beside
 * them: everything missing is unknown.
 */
export type ReadingsSnapshot = { at: number; readings: GroupedReadings; incomplete: boolean }
export type SharedReadings = { get: (signal: AbortSignal) => Promise<ReadingsSnapshot> }

const ReadingsJson = v.pipe(v.string(), v.parseJson(), GroupedReadings)
/** Repeated this long instead of asking again at once. */
const failureBackoffMs = 1_000

type SharedReadingsDeps = {
  butlr: ButlrClient
  read: AnswerReader
  account: ServiceAccount
  /** Epoch milliseconds. */
  now: () => number
  /** Milliseconds between two calls of Butlr. */
  intervalMs: number
  /** How long one may take, in milliseconds. */
  deadlineMs: number
}

/**
 * The one poll for all displays: Butlr is asked once in an interval however many displays ask, and not at all while none
 * does. A failure is shared likewise, for a second or for as long as it says. Throws `GatewayError`.
 */
export function createSharedReadings(parts: SharedReadingsDeps): SharedReadings {
  const { now, intervalMs } = parts
  let snapshot: ReadingsSnapshot | null = null
  let inFlight: Promise<ReadingsSnapshot> | null = null
  let backoff: { wait: Wait; problem: unknown } | null = null

  async function poll(): Promise<ReadingsSnapshot> {
    try {
      snapshot = await fetchReadings(parts)
      backoff = null
      return snapshot
    } catch (error) {
      // How long an account still has to wait, the door to Butlr says.
      const seconds =
        error instanceof GatewayError && error.code !== 'rate_limited'
          ? (error.retryAfterSeconds ?? 0)
          : 0
      const waitMs = Math.max(failureBackoffMs, seconds * 1_000)
      backoff = { wait: startWait(now(), waitMs), problem: error }
      throw error
    } finally {
      inFlight = null
    }
  }

  return {
    async get(signal) {
      const age = snapshot === null ? Number.POSITIVE_INFINITY : now() - snapshot.at
      // A clock that was set back makes an answer look as if it came from the future: then nobody knows its age.
      if (snapshot !== null && age >= 0 && age < intervalMs) return snapshot
      if (inFlight === null && backoff !== null && isWaiting(backoff.wait, now())) {
        throw backoff.problem
      }
      inFlight ??= poll()
      return abortable(inFlight, signal)
    },
  }
}

async function fetchReadings({
  butlr,
  read,
  account,
  now,
  deadlineMs,
}: SharedReadingsDeps): Promise<ReadingsSnapshot> {
  // Its own deadline: many displays wait for this one call, and none of them may cancel it for the others.
  const signal = AbortSignal.timeout(deadlineMs)
  return account.call(async (session) => {
    const body = currentOccupancyRequest
    const answer = await butlr({
      path: '/api/v3/reporting',
      body,
      token: session.token,
      account: sessionRetryAfterKey(session),
      signal,
      read: read({ kind: 'readings' }),
      maxBytes: answerSizeLimits.live,
    })
    const readings = v.parse(ReadingsJson, answerText(answer))
    return { at: now(), readings, incomplete: !answer.complete }
  }, signal)
}
