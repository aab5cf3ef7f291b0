import type { GatewayRequests, HistoryRequests, Requests } from '#server/history/protocol.ts'

/** The history of an estate, which answers requests of the gateway. */
export type History = Requests<HistoryRequests>

/** How the gateway starts and answers the history. */
export type HistoryOptions = {
  keepDays: number
  keepsSmallRoomMinutes: boolean
  /**
   * Starts the history of an estate: data of the same upstream and account. Null if there is no directory for its files.
   */
  start: ((gateway: Requests<GatewayRequests>, estate: string) => History) | null
}
