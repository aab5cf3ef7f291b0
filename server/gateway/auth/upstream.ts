import * as v from 'valibot'
import type { SuspensionReason } from '#src/contract/display.ts'
import type { Log } from '#server/gateway/http/request-log.ts'
import type { Store } from '#server/gateway/store/store.ts'

/** Where the embedded simulator answers; never looked up (RFC 2606 reserves the name). */
export const embeddedSimulatorUrl = new URL('http://simulator.invalid')

/** The Butlr that a session or a display belongs to. */
export const Upstream = v.object({
  /** Origin and path of `BUTLR_BASE_URL`, normalised. */
  address: v.string(),
  /** Butlr's id of the organisation that the gateway's own account reads; null while it is unknown. */
  organisation: v.nullable(v.string()),
})
export type Upstream = v.InferOutput<typeof Upstream>

/** The address by which an upstream is recognised: two spellings of the same URL are one address. */
export function upstreamAddress({ protocol, hostname, port, pathname }: URL): string {
  const host = hostname.replace(/\.$/, '') + (port === '' ? '' : `:${port}`)
  return `${protocol}//${host}${pathname.replace(/\/+$/, '')}`
}

/**
 * How the upstream that something belongs to differs from the current one; null where it does not. An unknown
 * organisation differs from none.
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

/** Whether `current` is the same upstream and tells the organisation that `owner` lacks. */
export function addsOrganisation(current: Upstream, owner: Upstream): boolean {
  return (
    owner.address === current.address &&
    owner.organisation === null &&
    current.organisation !== null
  )
}

/** The Butlr that this gateway is connected to. */
export type CurrentUpstream = {
  /** As far as it is known now, without asking Butlr. */
  current: () => Upstream
  /** With its organisation, for which Butlr may be asked first. Without it after three seconds, or where Butlr fails. */
  resolve: () => Promise<Upstream>
  /**
   * The upstream that the store was first used with: what is kept or sealed without an upstream of its own, as older
   * versions did, belongs to it. Throws `StoreFailure`.
   */
  defaultOwner: () => Promise<Upstream>
}

type CurrentUpstreamDeps = {
  baseUrl: URL
  store: Store
  /** Butlr's id of the gateway account's organisation; null where Butlr does not tell. Throws where it fails. */
  findOrganisation: () => Promise<string | null>
  /** Epoch milliseconds. */
  now: () => number
  log: Pick<Log, 'warn'>
}

const recordKey = 'upstream'
const StoredUpstream = v.pipe(v.string(), v.parseJson(), Upstream)
/** No request waits longer for the name of the organisation: without it everything still works. */
const maxWaitMs = 3_000
/** Butlr is not asked again for this long after it failed, and after it answered without an organisation. */
const retryDelayMs = { failed: 60_000, untold: 3_600_000 }

/** Knows the upstream, and records it in a store that has none recorded yet. */
export function createCurrentUpstream(deps: CurrentUpstreamDeps): CurrentUpstream {
  const { store, log } = deps
  const address = upstreamAddress(deps.baseUrl)
  const organisation = createCachedOrganisation(deps)
  const known = (): Upstream => ({ address, organisation: organisation.known() })
  let recorded: Upstream | null = null

  async function readRecord(): Promise<Upstream> {
    const text = await store.get(recordKey)
    const parsed = v.safeParse(StoredUpstream, text)
    if (parsed.success && !addsOrganisation(known(), parsed.output)) return parsed.output
    const next = known()
    const written = { value: JSON.stringify(next), untilMs: null }
    // Another gateway may have recorded it at the same moment: the first one counts.
    return (await store.replace(recordKey, text, written)) ? next : readRecord()
  }
  async function ofUnmarked(): Promise<Upstream> {
    if (recorded === null || addsOrganisation(known(), recorded)) recorded = await readRecord()
    return recorded
  }

  // At the start, so that an upstream that is changed later is recognised as another one.
  ofUnmarked().catch(() => log.warn({}, 'upstream not recorded yet'))

  return {
    current: known,
    defaultOwner: ofUnmarked,
    async resolve() {
      await organisation.wait()
      // What is recorded learns the organisation too, and is written where it could not be before.
      void ofUnmarked().catch(() => undefined)
      return known()
    },
  }
}

/** Asks for the organisation until it is known. Only the first time requests wait for it. */
function createCachedOrganisation({ findOrganisation, now }: CurrentUpstreamDeps) {
  let found: string | null = null
  let inFlight: Promise<void> | null = null
  let missed: { at: number; pauseMs: number } | null = null

  async function lookUp(): Promise<void> {
    try {
      found = await findOrganisation()
      missed = { at: now(), pauseMs: retryDelayMs.untold }
    } catch {
      // Whatever is wrong shows in the requests that need Butlr's data.
      missed = { at: now(), pauseMs: retryDelayMs.failed }
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
