import * as v from 'valibot'
import { hour, minute } from '#src/domain/time/duration.ts'
import type { KeyValueStorage } from '#src/lib/storage.ts'

/** Page operations available to the engine. */
export type PageControl = {
  reload: () => void
  /** Whether this page was loaded by a reload, according to the browser. */
  loadedByReload: boolean
}

/**
 * Why the page was last reloaded: `healed` is the number of consecutive recovery reloads, `version` the version that
 * the page was reloaded for.
 */
const ReloadRecord = v.object({ healed: v.number(), version: v.nullable(v.string()) })
type ReloadRecord = v.InferOutput<typeof ReloadRecord>

/** Decides when the page may be reloaded, so that no fault causes a reload loop. */
export type ReloadGuard = {
  /** Returns whether a recovery reload is allowed now. */
  canReload: () => boolean
  reloadToRecover: () => void
  /** Returns whether a reload to get this version is allowed now. */
  canUpdateTo: (version: string) => boolean
  reloadToUpdate: (version: string) => void
  /** The version that this page was reloaded for; null if it was reloaded for another reason. */
  loadedForVersion: string | null
  /** Call when the board is live: the fault is over. */
  markHealthy: () => void
}

const recordKey = 'headroom.display.reload'
const minReloadIntervalMs = 5 * minute
/** Maximum number of times that the delay doubles after unsuccessful recovery reloads. */
const maxDoublings = 4
/** Delay before retrying an update that loaded another version. */
const updateRetryMs = hour

/**
 * Creates a reload guard. It measures the uptime of this page with a monotonic clock: if a page that was loaded by a
 * reload has an uptime of five minutes, the last reload was at least five minutes ago, even if the device's clock or
 * the storage is wrong.
 *
 * @param version version of this page
 * @param monotonic monotonic clock, milliseconds
 */
export function createReloadGuard(
  page: PageControl,
  storage: KeyValueStorage,
  version: string | null,
  monotonic: () => number,
): ReloadGuard {
  /** When this page was loaded, or when it last requested a reload that did not happen. */
  let startedAt = monotonic()
  const uptimeMs = () => monotonic() - startedAt
  let record = readRecord(storage)
  const loadedForVersion = record.version
  const saveRecord = (next: ReloadRecord) => {
    record = next
    return storage.write(recordKey, JSON.stringify(next))
  }
  const isPersistent = saveRecord(record)
  const reload = (next: ReloadRecord) => {
    saveRecord(next)
    startedAt = monotonic()
    page.reload()
  }

  return {
    canReload() {
      if (record.healed === 0 && !page.loadedByReload) return true
      return (
        uptimeMs() >=
        minReloadIntervalMs * 2 ** Math.min(Math.max(0, record.healed - 1), maxDoublings)
      )
    },
    reloadToRecover: () => reload({ ...record, healed: record.healed + 1 }),
    canUpdateTo(other) {
      const tried = record.version === other || (!isPersistent && page.loadedByReload)
      return !tried || uptimeMs() >= updateRetryMs
    },
    reloadToUpdate: (other) => reload({ healed: 0, version: other }),
    loadedForVersion,
    markHealthy() {
      const next = { healed: 0, version: record.version === version ? null : record.version }
      if (next.healed !== record.healed || next.version !== record.version) saveRecord(next)
    },
  }
}

function readRecord(storage: KeyValueStorage): ReloadRecord {
  try {
    const parsed = v.safeParse(ReloadRecord, JSON.parse(storage.read(recordKey) ?? ''))
    if (parsed.success) return parsed.output
  } catch {
    // No record is stored, or it cannot be parsed.
  }
  return { healed: 0, version: null }
}
