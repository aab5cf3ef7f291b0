import * as v from 'valibot'
import type { SuspensionReason } from '#src/contract/display.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { Log } from '#server/gateway/http/request-log.ts'
import { createUnreadableLog } from '#server/gateway/store/unreadable-log.ts'
import type { Store } from '#server/gateway/store/store.ts'

/** Base URL of the embedded simulator. The host never resolves, because RFC 2606 reserves `.invalid`. */
export const embeddedSimulatorUrl = new URL('http://simulator.invalid')

/** The Butlr API and the Butlr organisation to which a session or display belongs. */
export const Upstream = v.object({
  /** Normalised origin and path of `BUTLR_BASE_URL`. */
  address: v.string(),
  /** Butlr's ID for the gateway account's organisation; null while unknown. */
  organisation: v.nullable(v.string()),
})
export type Upstream = v.InferOutput<typeof Upstream>

/** Normalises a URL, so that equivalent spellings identify the same upstream. */
export function upstreamAddress({ protocol, hostname, port, pathname }: URL): string {
  const host = hostname.replace(/\.$/, '') + (port === '' ? '' : `:${port}`)
  return `${protocol}//${host}${pathname.replace(/\/+$/, '')}`
}

/**
 * Returns how `owner` differs from the current upstream, or null if they match. An unknown organisation matches every
 * organisation.
 */
export function upstreamDifference(owner: Upstream, current: Upstream): SuspensionReason | null {
  if (owner.address !== current.address) {
    return owner.address === upstreamAddress(embeddedSimulatorUrl) ? 'simulator' : 'address'
  }
  const isOther =
    owner.organisation !== null &&
    current.organisation !== null &&
    owner.organisation !== current.organisation
  return isOther ? 'organisation' : null
}

/** Returns whether `current` is the same upstream as `owner` and has an organisation that `owner` lacks. */
export function addsOrganisation(current: Upstream, owner: Upstream): boolean {
  return (
    owner.address === current.address &&
    owner.organisation === null &&
    current.organisation !== null
  )
}

export type CurrentUpstream = {
  /** Returns what is known now, without a request to Butlr. */
  current: () => Upstream
  /** Looks up the organisation if it is unknown; waits only for the first lookup, and at most three seconds. */
  resolve: () => Promise<Upstream>
  /**
   * Returns the upstream with which the store was first used. Data and sessions of earlier versions, which recorded no
   * upstream, belong to this upstream; if the record of it cannot be read, they belong to none. Throws `StoreError`.
   */
  defaultOwner: () => Promise<Upstream>
}

type CurrentUpstreamDeps = {
  baseUrl: URL
  store: Store
  /**
   * Resolves to Butlr's ID for the gateway account's organisation, or to null if Butlr returns none or several. Rejects
   * if Butlr fails.
   */
  findOrganisation: () => Promise<string | null>
  /** Returns the time in Unix milliseconds. */
  now: () => number
  log: Pick<Log, 'warn'>
}

const recordKey = 'upstream'
/** An upstream that matches no other upstream. */
const unknownUpstream: Upstream = { address: 'unknown', organisation: null }
const StoredUpstream = v.pipe(v.string(), v.parseJson(), Upstream)
/** Maximum time that a request waits for the organisation, in milliseconds; the gateway works without it. */
const maxWaitMs = 3_000
/** Milliseconds until the next lookup, after a failure and after a response without an organisation. */
const retryDelayMs = { failed: 60_000, untold: 3_600_000 }

/** Tracks the upstream, and records it in the store if no upstream is recorded there. */
export function createCurrentUpstream(deps: CurrentUpstreamDeps): CurrentUpstream {
  const { store, log } = deps
  const address = upstreamAddress(deps.baseUrl)
  const organisation = createCachedOrganisation(deps)
  const known = (): Upstream => ({ address, organisation: organisation.known() })
  let recorded: Upstream | null = null
  const logUnreadable = createUnreadableLog(
    log,
    'cannot read the recorded upstream; rejecting data and sessions that have no upstream',
  )

  async function readRecord(): Promise<Upstream> {
    const text = await store.get(recordKey)
    const parsed = v.safeParse(StoredUpstream, text)
    if (text !== null && !parsed.success) {
      logUnreadable(recordKey, text)
      return unknownUpstream
    }
    if (parsed.success && !addsOrganisation(known(), parsed.output)) return parsed.output
    const next = known()
    const written = { value: JSON.stringify(next), untilMs: null }
    // Another gateway may record the upstream at the same time; the first write wins.
    return (await store.replace(recordKey, text, written)) ? next : readRecord()
  }
  async function ofUnmarked(): Promise<Upstream> {
    if (recorded === null || addsOrganisation(known(), recorded)) recorded = await readRecord()
    return recorded
  }

  // The upstream is recorded at startup, so that a later change is detected.
  ofUnmarked().catch(() => log.warn({}, 'cannot record the upstream yet'))

  return {
    current: known,
    defaultOwner: ofUnmarked,
    async resolve() {
      await organisation.wait()
      // Adds the organisation to the record, or repeats a write that failed before.
      void ofUnmarked().catch(() => undefined)
      return known()
    },
  }
}

/** Returns the delay before the next lookup, in milliseconds: after a rejection (401), the account's current pause. */
function pauseAfter(error: unknown): number {
  const isRejected = error instanceof GatewayError && error.code === 'no_account'
  const seconds = isRejected ? error.retryAfterSeconds : undefined
  return seconds === undefined ? retryDelayMs.failed : seconds * 1_000
}

/** Creates a lookup that is repeated until it finds the organisation. Requests wait only for the first attempt. */
function createCachedOrganisation({ findOrganisation, now }: CurrentUpstreamDeps) {
  let found: string | null = null
  let inFlight: Promise<void> | null = null
  let missed: { at: number; pauseMs: number } | null = null

  async function lookUp(): Promise<void> {
    try {
      found = await findOrganisation()
      missed = { at: now(), pauseMs: retryDelayMs.untold }
    } catch (error) {
      // The failure is not logged, because the requests that need Butlr's data report the same error.
      missed = { at: now(), pauseMs: pauseAfter(error) }
    } finally {
      inFlight = null
    }
  }

  return {
    known: () => found,
    async wait() {
      if (found !== null) return
      const isFirst = missed === null
      const age = missed === null ? Number.POSITIVE_INFINITY : now() - missed.at
      if (inFlight === null && missed !== null && age >= 0 && age < missed.pauseMs) return
      inFlight ??= lookUp()
      if (!isFirst) return
      let timer: ReturnType<typeof setTimeout> | undefined
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, maxWaitMs)
      })
      await Promise.race([inFlight, late])
      clearTimeout(timer)
    },
  }
}
