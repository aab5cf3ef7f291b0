import type { DocumentName, DocumentRequest } from '#src/contract/topology.ts'
import { factsOf, failureOf, isRefusal } from '#server/gateway/butlr/butlr-error.ts'
import { pack, type Packed } from '#server/gateway/http/compressed-body.ts'
import type { Log } from '#server/gateway/http/request-log.ts'
import type { Session } from '#server/gateway/auth/session.ts'
import { createTopologyAccounts, type Kept, type Slot } from './account-cache.ts'
import type { LoadTopology } from './topology-loader.ts'
import { unlessAborted } from '#server/gateway/http/abortable.ts'

export type TopologyCache = {
  /**
   * The answer to a document as JSON, for a session that was found valid. Throws `ButlrFailure`; a refusal (401) is of
   * this session's own token.
   */
  get: (session: Session, request: DocumentRequest, signal: AbortSignal) => Promise<string>
  /** The same, compressed and named once for all who ask while it is kept. */
  packed: (session: Session, request: DocumentRequest, signal: AbortSignal) => Promise<Packed>
  /**
   * The answer to `places` that is kept for an account, however old. Null where Butlr gives none, undefined while nothing
   * is known. Never asks Butlr.
   */
  keptPlaces: (session: Session) => string | null | undefined
  /** Forgets everything of an account, whose session has ended. */
  drop: (session: Session) => void
}

type CacheParts = {
  load: LoadTopology
  /** Epoch milliseconds. */
  now: () => number
  log: Pick<Log, 'warn'>
  /** How long one call of Butlr may take, in milliseconds. */
  deadlineMs: number
}
type Trip = { session: Session; document: DocumentName; slot: Slot }

const second = 1_000
const minute = 60 * second
/** `fresh`: given as it is. `usable`: given, while a newer one is fetched behind. Older answers are not given at all. */
const ages: Record<DocumentName, { fresh: number; usable: number }> = {
  places: { fresh: 10 * minute, usable: 60 * minute },
  // Online or offline decides between Free and No data, so nothing of yesterday's is shown.
  sensors: { fresh: 20 * second, usable: 20 * second },
}
/** An incomplete answer is tried again after this, and so is a failure while there is something to give meanwhile. */
const retryMs = minute
/** Whoever has nothing to show meanwhile waits no longer than this for the next try. */
const pauseMs = 5 * second
const capacity = { accounts: 200, characters: 64 * 1024 * 1024 }

/**
 * Keeps topology between requests (decision 0011): one call of Butlr for an account and document however many pages
 * ask at that moment, and none while what is kept will do.
 */
export function createTopologyCache({ load, now, log, deadlineMs }: CacheParts): TopologyCache {
  const accounts = createTopologyAccounts(capacity)

  return {
    drop: accounts.drop,
    keptPlaces: (session) => keptJson(accounts.slot(session, 'places')),
    get: async (session, request, signal) => (await keptFor(session, request, signal)).json,
    async packed(session, request, signal) {
      const kept = await keptFor(session, request, signal)
      kept.packed ??= pack(kept.json)
      return kept.packed
    },
  }

  async function keptFor(
    session: Session,
    { document, fresherThanSeconds }: DocumentRequest,
    signal: AbortSignal,
  ): Promise<Kept> {
    const slot = accounts.slot(session, document)
    const { kept } = slot
    const wished = (fresherThanSeconds ?? Number.POSITIVE_INFINITY) * second
    if (kept === undefined || !isWithin(now(), kept.at, Math.min(ages[document].usable, wished))) {
      return fetched(session, document, signal)
    }
    const { fresh } = ages[document]
    if (isWithin(now(), kept.at, kept.complete ? fresh : Math.min(fresh, retryMs))) return kept
    if (!isPaused(slot, now(), retryMs)) {
      void flightOf({ session, document, slot }).catch(() => undefined)
    }
    return kept
  }

  async function fetched(
    session: Session,
    document: DocumentName,
    signal: AbortSignal,
  ): Promise<Kept> {
    for (;;) {
      const slot = accounts.slot(session, document)
      // How long an account still has to wait, the door to Butlr says.
      if (slot.failed && !slot.failed.failure.asksToWait && isPaused(slot, now(), pauseMs)) {
        throw slot.failed.failure
      }
      const { refused } = slot
      if (refused?.token === session.token && isWithin(now(), refused.at, retryMs)) {
        throw refused.failure
      }
      const token = slot.flight?.token ?? session.token
      try {
        return await unlessAborted(flightOf({ session, document, slot }), signal)
      } catch (error) {
        // A refusal of another session's token says nothing about this one's.
        if (!isRefusal(error) || token === session.token) throw failureOf(error, signal)
      }
    }
  }

  /** The call under way, or a new one. */
  function flightOf(trip: Trip): Promise<Kept> {
    const { slot, session } = trip
    return (slot.flight ??= { token: session.token, landing: fly(trip) }).landing
  }

  async function fly({ session, document, slot }: Trip): Promise<Kept> {
    // Its own deadline: many requests wait for this one call, and none of them may cancel it for the others.
    const signal = AbortSignal.timeout(deadlineMs)
    try {
      slot.kept = await load(document, session, signal)
      delete slot.failed
      accounts.trim((kept, name) => isWithin(now(), kept.at, ages[name].usable))
      return slot.kept
    } catch (error) {
      const failure = failureOf(error, signal)
      if (isRefusal(failure)) {
        accounts.drop(session)
        const refused = { token: session.token, at: now(), failure }
        accounts.slot(session, document).refused = refused
      } else slot.failed = { at: now(), failure }
      if (slot.kept) log.warn({ document, ...factsOf(failure) }, 'topology not refreshed')
      throw failure
    } finally {
      delete slot.flight
    }
  }
}

/**
 * Whether an event happened less than `ms` ago. False for the future: after the clock was set back, the age of an event
 * is unknown.
 */
function isWithin(now: number, at: number, ms: number): boolean {
  const age = now - at
  return age >= 0 && age < ms
}

/** Whether the last call failed so recently that the next one has to wait at least `ms` or Butlr's Retry-After. */
function isPaused({ failed }: Slot, now: number, ms: number): boolean {
  if (failed === undefined) return false
  const wait = Math.max(ms, (failed.failure.retryAfterSeconds ?? 0) * second)
  return now < failed.at + wait
}

function keptJson({ kept, failed }: Slot): string | null | undefined {
  return kept?.json ?? (failed && null)
}
