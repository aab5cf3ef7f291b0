import type { DocumentName } from '#src/contract/topology.ts'
import { GatewayProblem } from '#server/gateway/http/gateway-error.ts'
import type { TopologyCache } from '#server/gateway/topology/topology-cache.ts'
import { unlessAborted } from '#server/gateway/http/abortable.ts'
import type { DisplayAccount } from '#server/gateway/auth/service-account.ts'
import * as v from 'valibot'
import { currentOccupancy } from '#src/contract/reporting.ts'
import { textOf, type AnswerReader } from '#server/gateway/butlr/answer-reader.ts'
import type { Butlr } from '#server/gateway/butlr/butlr-client.ts'
import { answerBytes } from '#server/gateway/butlr/report-limits.ts'
import { accountOf } from '#server/gateway/auth/session.ts'
import { GroupedReadings } from './board-readings.ts'

/** The topology as displays read it, as JSON. Failures of GraphQL leave what was last known. */
export type DisplayTopology = {
  /** Throws `GatewayProblem` where nothing was known within the last day. */
  places: (signal: AbortSignal) => Promise<string>
  /** The same; null where nothing is known, and nothing came at once. */
  placesIfKnown: (signal: AbortSignal) => Promise<string | null>
  /** Null where nothing was known within the last hour: counts are shown all the same. */
  sensors: (signal: AbortSignal) => Promise<string | null>
}

type Known = { json: string; at: number }
type Flight = { landing: Promise<void>; patience: Promise<void> }
type Slot = {
  known: Known | null
  flight: Flight | null
  failed: { until: number; problem: unknown } | null
}

const second = 1_000
const hour = 3_600 * second
/** Asked for again after this; how old it then really is, is up to the topology cache. */
const freshMs: Record<DocumentName, number> = { places: 60 * second, sensors: 5 * second }
/** Whether a sensor is online changes every day, where a room lies does not. */
const usableMs: Record<DocumentName, number> = { places: 24 * hour, sensors: hour }
/** After a failure GraphQL is asked again no sooner. */
const pauseMs = 5 * second
/** A refused token is replaced with each try, so tries are rarer. */
const refusedPauseMs = 60 * second
/** A poll waits this long for a new answer while there is one to give, or it can do without. */
const patienceMs = second

/**
 * Keeps answers of the topology cache for displays. Reporting and GraphQL fail independently of each other, and a wall
 * that has counts must not go dark because GraphQL refuses, fails or hangs.
 *
 * @param now epoch milliseconds
 * @param deadlineMs how long one call may take
 */
export function createDisplayTopology(parts: {
  account: DisplayAccount
  topology: TopologyCache
  now: () => number
  deadlineMs: number
}): DisplayTopology {
  const { account, topology, now, deadlineMs } = parts
  const slots: Record<DocumentName, Slot> = { places: emptySlot(), sensors: emptySlot() }

  const isYounger = (known: Known, ms: number) => {
    const age = now() - known.at
    return age >= 0 && age < ms
  }

  async function fetch(document: DocumentName): Promise<void> {
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
      slot.failed = { until: now() + pauseAfter(error), problem: error }
    } finally {
      slot.flight = null
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
    if (slot.failed === null || now() >= slot.failed.until) {
      slot.flight ??= { landing: fetch(document), patience: delay(patienceMs) }
    }
    const { flight } = slot
    if (flight !== null) {
      const { landing, patience } = flight
      const canWait = slot.known === null && isNeeded
      await unlessAborted(canWait ? landing : Promise.race([landing, patience]), signal)
    }
    return slot.known && isYounger(slot.known, usableMs[document]) ? slot.known.json : null
  }

  return {
    async places(signal) {
      const json = await current('places', signal, true)
      if (json !== null) return json
      throw slots.places.failed?.problem ?? new GatewayProblem('upstream_unreachable')
    },
    placesIfKnown: (signal) => current('places', signal, false),
    sensors: (signal) => current('sensors', signal, false),
  }
}

function emptySlot(): Slot {
  return { known: null, flight: null, failed: null }
}

function pauseAfter(error: unknown): number {
  if (!(error instanceof GatewayProblem)) return pauseMs
  if (error.code === 'no_account') return refusedPauseMs
  return Math.max(pauseMs, (error.retryAfterSeconds ?? 0) * second)
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
}

/** Every room's readings, and when Butlr said so, epoch milliseconds. */
export type KeptReadings = { at: number; readings: GroupedReadings }
export type SharedReadings = { get: (signal: AbortSignal) => Promise<KeptReadings> }

const Readings = v.pipe(v.string(), v.parseJson(), GroupedReadings)
/** Repeated this long instead of asking again at once. */
const failurePauseMs = 1_000

type Parts = {
  butlr: Butlr
  read: AnswerReader
  account: DisplayAccount
  /** Epoch milliseconds. */
  now: () => number
  /** Milliseconds between two calls of Butlr. */
  intervalMs: number
  /** How long one may take, in milliseconds. */
  deadlineMs: number
}

/**
 * The one poll for all displays: Butlr is asked once in an interval however many displays ask, and not at all while none
 * does. A failure is shared likewise, for a second or for as long as it says. Throws `GatewayProblem`.
 */
export function createSharedReadings(parts: Parts): SharedReadings {
  const { now, intervalMs } = parts
  let kept: KeptReadings | null = null
  let flight: Promise<KeptReadings> | null = null
  let pause: { until: number; problem: unknown } | null = null

  async function fly(): Promise<KeptReadings> {
    try {
      kept = await ask(parts)
      pause = null
      return kept
    } catch (error) {
      // How long an account still has to wait, the door to Butlr says.
      const seconds =
        error instanceof GatewayProblem && error.code !== 'rate_limited'
          ? (error.retryAfterSeconds ?? 0)
          : 0
      pause = { until: now() + Math.max(failurePauseMs, seconds * 1_000), problem: error }
      throw error
    } finally {
      flight = null
    }
  }

  return {
    async get(signal) {
      const age = kept === null ? Number.POSITIVE_INFINITY : now() - kept.at
      // A clock that was set back makes an answer look as if it came from the future: then nobody knows its age.
      if (kept !== null && age >= 0 && age < intervalMs) return kept
      if (flight === null && pause !== null && now() < pause.until) throw pause.problem
      flight ??= fly()
      return unlessAborted(flight, signal)
    },
  }
}

async function ask({ butlr, read, account, now, deadlineMs }: Parts): Promise<KeptReadings> {
  // Its own deadline: many displays wait for this one call, and none of them may cancel it for the others.
  const signal = AbortSignal.timeout(deadlineMs)
  return account.call(async (session) => {
    const body = currentOccupancy
    const answer = await butlr({
      path: '/api/v3/reporting',
      body,
      token: session.token,
      account: accountOf(session),
      signal,
      read: read({ kind: 'readings' }),
      maxBytes: answerBytes.live,
    })
    return { at: now(), readings: v.parse(Readings, textOf(answer)) }
  }, signal)
}
