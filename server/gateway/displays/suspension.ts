import type { SuspensionReason } from '#src/contract/display.ts'
import {
  type CurrentUpstream,
  addsOrganisation,
  embeddedSimulatorUrl,
  upstreamAddress,
  upstreamDifference,
} from '#server/gateway/auth/upstream.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { StoreError } from '#server/gateway/store/store.ts'
import { type DisplayRecord, hashSite } from './display-record.ts'

/**
 * Updates the record of a display. Returns null if there is none. Throws `StoreError`, or `conflict` if other changes
 * keep interfering.
 */
export type UpdateDisplay = (
  id: string,
  change: (record: DisplayRecord) => DisplayRecord,
) => Promise<DisplayRecord | null>

const simulatorAddress = upstreamAddress(embeddedSimulatorUrl)
/**
 * Maximum number of gateway accounts per display. There are several if gateways that share a store use different
 * accounts.
 */
const maxAccounts = 4
/** The gateway account that displays belong to. */
export type DisplayOwner = {
  /** Key of the account (`ServiceAccount.key`); null if there is none. */
  accountKey: string | null
  /** Returns the IDs of all sites that the account sees, or null while they are unknown. */
  sites: () => Promise<ReadonlySet<string> | null>
}

/**
 * Creates the function that returns why a display is suspended, or null. A display belongs to an upstream, and to the
 * gateway account whose topology was compared with the topology of the person who paired it. Another account takes over
 * the display only if it sees no further sites (decision 0020). Without an account, the gateway reads nothing, so no
 * display is `unverified`. Throws `StoreError`.
 */
export function createSuspensionCheck(
  upstream: CurrentUpstream,
  { accountKey, sites }: DisplayOwner,
  update: UpdateDisplay,
) {
  return async function suspensionOf(record: DisplayRecord): Promise<SuspensionReason | null> {
    const current = await upstream.resolve()
    const owner = record.upstream ?? (await upstream.defaultOwner())
    const difference = upstreamDifference(owner, current)
    if (difference !== null || accountKey === null) return difference
    // Displays of the simulator need no check, because its data is generated and its credentials are public.
    if (current.address === simulatorAddress) return null
    const isKnownAccount = record.checkedWith?.includes(accountKey) ?? false
    if (!isKnownAccount && !hasOnlySitesOf(record, await sites())) return 'unverified'
    if (!isKnownAccount || addsOrganisation(current, owner)) {
      // Best effort: if the update fails, the next request tries again.
      await update(record.id, (kept) => {
        const accounts = new Set([...(kept.checkedWith ?? []), accountKey])
        const { organisation } = current
        return {
          ...kept,
          upstream: organisation === null ? owner : current,
          checkedWith: [...accounts].slice(-maxAccounts),
        }
      }).catch(ignoreFailedUpdate)
    }
    return null
  }
}

/** Returns whether an account sees only sites that were visible to the account with which a display was paired. */
function hasOnlySitesOf(
  { checkedWith, sites }: DisplayRecord,
  seen: ReadonlySet<string> | null,
): boolean {
  if (checkedWith === undefined || sites === undefined || seen === null || seen.size === 0)
    return false
  return [...seen].every((id) => sites.includes(hashSite(id)))
}

/** Returns null for an update that failed because of the store or of concurrent updates; rethrows any other error. */
function ignoreFailedUpdate(error: unknown): null {
  const isConflict = error instanceof GatewayError && error.code === 'conflict'
  if (error instanceof StoreError || isConflict) return null
  throw error
}
