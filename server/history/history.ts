import type { HistoryLog } from './process-log.ts'
import {
  failed,
  type GatewayRequests,
  type HistoryProcessConfig,
  type HistoryRequests,
  type Requests,
} from './protocol.ts'

type HistoryDeps = {
  config: HistoryProcessConfig
  gateway: Requests<GatewayRequests>
  log: HistoryLog
  /** Unix milliseconds. */
  now: () => number
}

/** The history of one estate: collects it, and answers queries. */
export type History = Requests<HistoryRequests> & { stop: () => Promise<void> }

/** Starts the history. */
export function startHistory(_: HistoryDeps): History {
  return {
    status: async () => failed('unavailable'),
    room: async () => failed('unavailable'),
    formerRoom: async () => failed('unavailable'),
    stop: async () => undefined,
  }
}
