import * as v from 'valibot'
import { hour, minute } from '#src/domain/time/duration.ts'
import type { KeyValueStorage } from '#src/lib/storage.ts'

export type PageControl = {
  reload: () => void
  /** Whether the browser reports that this page was loaded by a reload. */
  loadedByReload: boolean
}

/**
 * Why the page was last reloaded. `healed` is the number of consecutive recovery reloads. `version` is the version for
 * which the page was reloaded.
 */
const ReloadRecord = v.object({ healed: v.number(), version: v.nullable(v.string()) })
type ReloadRecord = v.InferOutput<typeof ReloadRecord>

/** Decides when the page may be reloaded, so that faults cannot cause a reload loop. */
export type ReloadGuard = {
  /** Returns whether a recovery reload is allowed now. */
  canReload: () => boolean
  reloadToRecover: () => void
  /** Returns whether a reload for this version is allowed now. */
  canUpdateTo: (version: string) => boolean
  reloadToUpdate: (version: string) => void
  /** The version for which this page was reloaded; null if it was reloaded for another reason. */
  loadedForVersion: string | null
  /** Call when the board is live, which means that the fault is over. */
  markHealthy: () => void
}

const recordKey = 'headroom.display.reload'
const minReloadIntervalMs = 5 * minute
/** Maximum number of times that the delay doubles after unsuccessful recovery reloads. */
const maxDoublings = 4
/** Delay after an update that loaded a different version, in milliseconds. */
const updateRetryMs = hour

/**
 * Creates a reload guard. It measures the uptime of the page with a monotonic clock. A wrong device clock or lost
 * storage can therefore not cause reloads that are less than five minutes apart.
 *
 * @param version version of this page
 * @param monotonic monotonic clock in milliseconds
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
    // There is no record, or it cannot be parsed.
  }
  return { healed: 0, version: null }
}
