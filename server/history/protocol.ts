import type { HistoryBuilding, MinuteRange } from '#src/domain/history/minutes.ts'
import type { HistoryStatus, RoomHistory } from '#src/contract/history.ts'

/** A failed request of the history process, or to it. `retryAfterSeconds` is set if the failure is temporary. */
export type HistoryFailure = {
  code: 'unavailable' | 'too_large' | 'refused' | 'forbidden' | 'busy' | 'cancelled' | 'failed'
  retryAfterSeconds?: number
}
export type Result<T> = { ok: true; value: T } | { ok: false; failure: HistoryFailure }

/**
 * What the history process asks the gateway for. The gateway calls Butlr with its own account; the process has no
 * credentials and no network access.
 */
export type GatewayRequests = {
  /** One reporting request; the value is the response's body as UTF-8 JSON. */
  report: { request: { body: unknown }; value: Uint8Array }
  /** The topology with overrides, as the gateway's account sees it; null if Butlr denies access to it. */
  topology: { request: Record<never, never>; value: readonly HistoryBuilding[] | null }
  /** Takes or extends the lease; the value is its generation, null if another gateway holds it. */
  lease: { request: { generation: number | null }; value: number | null }
}

/** A query for one room. `sensors` are the MAC addresses to report on, `range` is in Unix minutes. */
export type RoomQuery = {
  room: string
  building: string
  timeZone: string
  capacity: number | null
  range: MinuteRange
  /** Whether the privacy rules of small rooms apply. */
  isSmall: boolean
}

/** What the gateway asks the history process for. */
export type HistoryRequests = {
  status: { request: Record<never, never>; value: HistoryStatus }
  room: { request: RoomQuery; value: RoomHistory }
}
