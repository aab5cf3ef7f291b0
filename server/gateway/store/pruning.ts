import * as v from 'valibot'
import type { Log } from '#server/gateway/http/request-log.ts'
import type { Change } from './budgeted-entries.ts'
import { isExpired, type StoreEntries } from './store-file.ts'
import { clockKey } from './store.ts'

/** Deletes store entries that need not be kept any longer. */
export type Prune = Change

const dayMs = 24 * 3_600_000

/**
 * How long expired entries are kept, in milliseconds, so that they are valid again once a clock that ran ahead is
 * corrected. Also the largest difference between two times that does not count as a jump of the clock, and how long
 * nothing is deleted after a jump.
 */
export const retentionMs = 7 * dayMs

/** The clock state that a store contains. All times are Unix milliseconds. */
const StoredClock = v.object({
  /** The latest known time. At most a day behind while the gateway runs. */
  latest: v.number(),
  /** Nothing is deleted before this time, which is a week after the clock was first recorded or last jumped. */
  pruneFrom: v.number(),
})
type StoredClock = v.InferOutput<typeof StoredClock>
const ClockText = v.pipe(v.string(), v.parseJson(), StoredClock)

/** Returns a function that deletes expired entries, for stores whose content is lost when the process exits. */
export function createSimplePrune(now: () => number): Prune {
  return (all, current) => deleteExpiredBefore(now(), all, current)
}

/**
 * Returns a function that deletes entries a week after they expired. It deletes nothing for a week after a jump of the
 * clock: a clock set to the wrong year must not delete every session, display and event. Records the time in an entry
 * of the store, so that it also detects a jump between two runs of the gateway. Logs the first jump.
 *
 * @param now Unix milliseconds
 */
export function createPrune(now: () => number, log: Pick<Log, 'warn'>): Prune {
  let isReported = false
  return (all, current) => {
    if (current.size === 0) return false
    const before = readClock(current)
    const clock = advanceClock(before, now())
    if (before !== null && hasJumped(before, now()) && !isReported) {
      isReported = true
      log.warn(
        { stored: new Date(before.latest).toISOString() },
        'the clock differs by more than a week from the last use of the store; expired entries are kept for a week',
      )
    }
    const isChanged = clock !== before
    if (isChanged) all.set(clockKey, { value: JSON.stringify(clock), untilMs: null })
    if (now() < clock.pruneFrom) return isChanged
    return deleteExpiredBefore(now() - retentionMs, all, current) || isChanged
  }
}

function readClock(entries: StoreEntries): StoredClock | null {
  const read = v.safeParse(ClockText, entries.get(clockKey)?.value)
  return read.success ? read.output : null
}

/** Returns `before` unchanged while its `latest` is less than a day old. */
function advanceClock(before: StoredClock | null, now: number): StoredClock {
  if (before === null || hasJumped(before, now))
    return { latest: now, pruneFrom: now + retentionMs }
  return now - before.latest < dayMs ? before : { ...before, latest: now }
}

function hasJumped({ latest }: StoredClock, now: number): boolean {
  return Math.abs(now - latest) > retentionMs
}

function deleteExpiredBefore(
  time: number,
  all: Parameters<Prune>[0],
  current: StoreEntries,
): boolean {
  const expired = [...current].filter(([, written]) => isExpired(written, time))
  for (const [key] of expired) all.delete(key)
  return expired.length > 0
}
