import type { DocumentName } from '#src/contract/topology.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { TopologyCache } from '#server/gateway/topology/topology-cache.ts'
import { abortable } from '#server/gateway/http/abortable.ts'
import type { ServiceAccount } from '#server/gateway/auth/service-account.ts'
import type { TaskRunner } from '#server/gateway/butlr/answer-reader.ts'
import { isWaiting, startWait, type Wait } from '#server/gateway/http/wait.ts'
import type { TopologyDocument } from '#server/gateway/topology/topology-summary.ts'
import { createTopologyAnswers, type TopologyAnswers } from './topology-answers.ts'

/**
 * The topology for displays. While GraphQL fails or sends only part of the topology, older responses supply the rest.
 */
export type DisplayTopology = {
  /** Throws `GatewayError` if no response from the last day is known. */
  places: (signal: AbortSignal) => Promise<TopologyDocument>
  /** Like `places`, but returns null if no response is known and none arrives within a second. */
  placesIfKnown: (signal: AbortSignal) => Promise<TopologyDocument | null>
  /** Returns null if no response from the last hour is known; displays then still show counts. */
  sensors: (signal: AbortSignal) => Promise<TopologyDocument | null>
}

type InFlightRequest = { promise: Promise<void>; timeout: Promise<void> }
type DocumentState = {
  answers: TopologyAnswers
  inFlight: InFlightRequest | null
  failed: { wait: Wait; problem: unknown } | null
}

const second = 1_000
const hour = 3_600 * second
/** Age at which a response is requested again; the topology cache may then return a cached response. */
const freshMs: Record<DocumentName, number> = { places: 60 * second, sensors: 5 * second }
/** Maximum age of a usable record. Sensor health changes much more often than the location of a room. */
const usableMs: Record<DocumentName, number> = { places: 24 * hour, sensors: hour }
/** Minimum delay between GraphQL requests after a failure. */
const retryDelayMs = 5 * second
/** Maximum time that a poll waits for a new response if it has an older response or needs none. */
const maxWaitMs = second

/**
 * Creates the topology for displays, which keeps responses from the topology cache. Reporting and GraphQL fail
 * independently, and displays must still receive counts if GraphQL denies access, fails or hangs.
 *
 * @param parts.now Unix milliseconds
 * @param parts.deadlineMs timeout of one call, in milliseconds
 */
export function createDisplayTopology(parts: {
  account: ServiceAccount
  topology: TopologyCache
  now: () => number
  deadlineMs: number
  runOnTexts: TaskRunner
}): DisplayTopology {
  const { account, topology, now, deadlineMs } = parts
  const slots: Record<DocumentName, DocumentState> = {
    places: createDocumentState('places'),
    sensors: createDocumentState('sensors'),
  }

  function createDocumentState(document: DocumentName): DocumentState {
    const answers = createTopologyAnswers(document, parts, usableMs[document])
    return { answers, inFlight: null, failed: null }
  }

  function isFresh(document: DocumentName, addedAt: number | null): boolean {
    if (addedAt === null) return false
    const age = now() - addedAt
    return age >= 0 && age < freshMs[document]
  }

  async function refresh(document: DocumentName): Promise<void> {
    const slot = slots[document]
    const signal = AbortSignal.timeout(deadlineMs)
    try {
      const received = await account.callTopology(
        (session, until) => topology.get(session, { document }, until),
        signal,
      )
      await slot.answers.add(received, signal)
      slot.failed = null
    } catch (error) {
      slot.failed = { wait: startWait(now(), retryDelayAfter(error)), problem: error }
    } finally {
      slot.inFlight = null
    }
  }

  /**
   * Returns the known response, or null. If a reload is due, waits for it: for at most `maxWaitMs`, or until the reload
   * ends if `isNeeded` is set and no response has arrived yet.
   */
  async function current(
    document: DocumentName,
    signal: AbortSignal,
    isNeeded: boolean,
  ): Promise<TopologyDocument | null> {
    const slot = slots[document]
    const addedAt = slot.answers.addedAt()
    if (isFresh(document, addedAt)) return slot.answers.current()
    if (!isWaiting(slot.failed?.wait, now())) {
      slot.inFlight ??= { promise: refresh(document), timeout: delay(maxWaitMs) }
    }
    const { inFlight } = slot
    if (inFlight !== null) {
      const { promise, timeout } = inFlight
      const canWait = addedAt === null && isNeeded
      await abortable(canWait ? promise : Promise.race([promise, timeout]), signal)
    }
    return slot.answers.current()
  }

  return {
    async places(signal) {
      const known = await current('places', signal, true)
      if (known !== null) return known
      throw slots.places.failed?.problem ?? new GatewayError('upstream_unreachable')
    },
    placesIfKnown: (signal) => current('places', signal, false),
    sensors: (signal) => current('sensors', signal, false),
  }
}

function retryDelayAfter(error: unknown): number {
  if (!(error instanceof GatewayError)) return retryDelayMs
  return Math.max(retryDelayMs, (error.retryAfterSeconds ?? 0) * second)
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
}
