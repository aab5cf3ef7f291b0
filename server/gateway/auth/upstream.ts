import * as v from 'valibot'
import type { SuspensionReason } from '#src/contract/display.ts'

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
export function differenceBetween(owner: Upstream, current: Upstream): SuspensionReason | null {
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
export function completes(current: Upstream, owner: Upstream): boolean {
  return (
    owner.address === current.address &&
    owner.organisation === null &&
    current.organisation !== null
  )
}
