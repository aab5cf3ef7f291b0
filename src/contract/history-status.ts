import * as v from 'valibot'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
/** Unix milliseconds. */
const Instant = v.pipe(v.number(), v.integer())

/** Why the history is not available. docs/operations.md describes what the operator can do. */
const HistoryReason = v.picklist([
  /** The history process has not opened its files yet. */
  'starting',
  /** The history process ended or does not respond; the gateway restarts it. */
  'restarting',
  /** `HEADROOM_HISTORY_DIR` is missing, but required with `HEADROOM_STORE_URL`. */
  'no_directory',
  /** No response from Butlr has confirmed the time yet. */
  'time_unknown',
  /** The gateway cannot use its data store, which contains the lease of the history. */
  'store_unreachable',
  /** Another gateway took the lease. */
  'lease_lost',
  'disk_full',
  /** Another file system error; the log contains its code. */
  'file_error',
  /** Butlr is unreachable, too slow, or limits requests. */
  'butlr_unavailable',
  /** Butlr rejects the history's requests. */
  'butlr_refused',
  /** Butlr denies the gateway's account access. */
  'butlr_denied',
  /** Butlr's response is invalid. */
  'butlr_invalid',
])
export type HistoryReason = v.InferOutput<typeof HistoryReason>

/** `GET /api/history/status`. */
export const HistoryStatus = v.object({
  /**
   * `collecting`: backfill is in progress; `current`: backfill is complete; `no_account`: the gateway has no account;
   * `not_installed`: DuckDB is missing, so that the history cannot be queried; `unavailable`: nothing can be
   * collected, for the given `reason`; `elsewhere`: another gateway collects.
   */
  state: v.picklist([
    'collecting',
    'current',
    'elsewhere',
    'no_account',
    'not_installed',
    'unavailable',
  ]),
  /** Also null for a reason that this version does not define. */
  reason: v.fallback(v.nullable(HistoryReason), null),
  /** Number of days that are collected, and number of days that the history should contain. */
  daysCollected: Count,
  daysDue: Count,
  /**
   * Minutes that Butlr does not deliver. They count as collected and are gaps in the rooms' histories. The gateway
   * requests them again at growing intervals.
   */
  undeliveredMinutes: Count,
  /**
   * The first and the last collected instant; null if nothing is collected. What is collected can be queried even if the
   * state is `unavailable`.
   */
  from: v.nullable(Instant),
  to: v.nullable(Instant),
  /** Length of the windows that Butlr allows. */
  resolution: v.picklist(['minute', 'hour']),
})
export type HistoryStatus = v.InferOutput<typeof HistoryStatus>

/** The progress of a history without data. */
export const emptyHistory = {
  daysCollected: 0,
  daysDue: 0,
  undeliveredMinutes: 0,
  from: null,
  to: null,
} as const satisfies Partial<HistoryStatus>
