import type { ReportingRequest } from '#src/contract/reporting.ts'
import { minuteMs, type HistoryBuilding, type UnixMinute } from '#src/domain/history/minutes.ts'
import type { FileSystem } from '#server/history/files/file-system.ts'
import type { HistoryLog } from '#server/history/files/history-files.ts'
import type { OverriddenCapacity, Result } from '#server/history/protocol.ts'
import type { DeriveRoomMinutes } from './derive-day.ts'
import type { SeriesLimits } from './series-limit.ts'

/** The collector's requests to the gateway; see `GatewayRequests`. */
export type CollectorGateway = {
  report: (body: ReportingRequest) => Promise<Result<Uint8Array>>
  topology: () => Promise<Result<readonly HistoryBuilding[] | null>>
  capacities: () => Promise<Result<Readonly<Record<string, OverriddenCapacity>>>>
  time: () => Promise<Result<number | null>>
  lease: (generation: number | null) => Promise<Result<number | null>>
}

export type CollectorOptions = {
  gateway: CollectorGateway
  files: FileSystem
  /** Absolute path of the estate's folder. */
  root: string
  /** Returns the milliseconds of a monotonic clock. */
  elapsed: () => number
  /** The machine's clock in Unix milliseconds, which may be wrong. */
  machineTime: () => number
  log: HistoryLog
  requestsPerMinute: number
  backfillDays: number
  keepDays: number
  /** Whether the minutes of rooms for one or two people are kept like those of other rooms. */
  areSmallRoomsKept: boolean
  /** Tests set lower limits. */
  seriesLimits?: SeriesLimits
  /** `deriveInParts`, except in the tests with random faults, which derive nothing. */
  derive: DeriveRoomMinutes
}

/** Returns the minute that contains a time in Unix milliseconds. */
export function toMinute(now: number): UnixMinute {
  return Math.floor(now / minuteMs)
}
