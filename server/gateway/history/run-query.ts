import type { Context } from 'hono'
import { minuteMs, minutesPerDay, type MinuteRange } from '#src/domain/history/minutes.ts'
import type { Session } from '#server/gateway/auth/session.ts'
import { compressBody, sendCompressed } from '#server/gateway/http/compressed-body.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'
import type { Result } from '#server/history/protocol.ts'
import type { History } from './history-options.ts'

/** Waits until the session may use the database, then runs a query. Throws `GatewayError`. */
export type RunQuery = (
  session: Session,
  signal: AbortSignal,
  query: (history: History) => Promise<Result<Uint8Array>>,
) => Promise<Uint8Array>

/** Unix milliseconds. */
type Period = { from: number; to: number }

/**
 * Returns the period in whole minutes, up to now. Throws `invalid_request` if it is empty, or longer than `maxDays` + 1
 * days.
 */
export function toRange(query: Period, maxDays: number, now: number): MinuteRange {
  const from = Math.floor(query.from / minuteMs)
  const to = Math.floor(Math.min(query.to, now) / minuteMs)
  if (from >= to) {
    throw new GatewayError('invalid_request', { message: 'The period is empty or in the future.' })
  }
  // One more day, because a local day can be longer than 24 hours.
  if (to - from > (maxDays + 1) * minutesPerDay) {
    throw new GatewayError('invalid_request', {
      message: `The period is longer than ${maxDays} days.`,
    })
  }
  return { from, to }
}

/** Sends a JSON body from the history process, compressed if the client accepts that. */
export const sendJson = (c: Context<GatewayEnv>, json: Uint8Array): Response | Promise<Response> =>
  sendCompressed(c, compressBody(new Uint8Array(json)))
