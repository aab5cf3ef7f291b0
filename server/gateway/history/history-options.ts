import type { GatewayRequests, HistoryRequests, Requests } from '#server/history/protocol.ts'

/** The history of an estate, which answers requests from the gateway. */
export type History = Requests<HistoryRequests>

export type HistoryOptions = {
  keepDays: number
  keepsSmallRoomMinutes: boolean
  /**
   * Starts the history of an estate (the data of one upstream and account). Null if there is no directory for its
   * files.
   */
  start: ((gateway: Requests<GatewayRequests>, estate: string) => History) | null
}
