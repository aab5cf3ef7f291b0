import type { SuspensionReason } from '#src/contract/display.ts'
import type { CurrentUpstream } from '#server/gateway/auth/current-upstream.ts'
import { completes, differenceBetween } from '#server/gateway/auth/upstream.ts'
import { StoreFailure } from '#server/gateway/store/store.ts'
import type { DisplayRecord } from './display-record.ts'

/** Rewrites the record of a display; null where there is none. Throws `StoreFailure`. */
export type UpdateDisplay = (
  id: string,
  change: (record: DisplayRecord) => DisplayRecord,
) => Promise<DisplayRecord | null>

/**
 * Says why a display is suspended: it belongs to another upstream than the current one; null where it is not. One that was
 * paired while the organisation was unknown belongs to the organisation of its upstream as soon as that is known. Throws
 * `StoreFailure`.
 */
export function createSuspension(upstream: CurrentUpstream, update: UpdateDisplay) {
  return async function suspensionOf(record: DisplayRecord): Promise<SuspensionReason | null> {
    const current = await upstream.resolved()
    const owner = record.upstream ?? (await upstream.ofUnmarked())
    if (record.upstream !== undefined && completes(current, owner)) {
      // Best effort: where it fails, the next request does it.
      await update(record.id, (kept) => ({ ...kept, upstream: current })).catch(ignoreStoreFailure)
    }
    return differenceBetween(owner, current)
  }
}

function ignoreStoreFailure(error: unknown): null {
  if (error instanceof StoreFailure) return null
  throw error
}
