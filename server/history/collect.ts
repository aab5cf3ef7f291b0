import { setTimeout } from 'node:timers/promises'
import { deriveInParts } from '#src/domain/history/room-minutes.ts'
import { nodeFileSystem } from './files/file-system.ts'
import { createCollector, type Collector } from './collector/collector.ts'
import type { HistoryLog } from './process-log.ts'
import type { GatewayRequests, HistoryProcessConfig, Requests } from './protocol.ts'

type CollectionDeps = {
  config: HistoryProcessConfig
  gateway: Requests<GatewayRequests>
  log: HistoryLog
}

/** Delay after an unexpected error. */
const retryMs = 60_000

/** Collects the history until `stop` is called. `stop` resolves after the current step. */
export function startCollection({ config, gateway, log }: CollectionDeps): {
  status: Collector['status']
  checkFiles: Collector['checkFiles']
  confirmedTime: Collector['confirmedTime']
  stop: () => Promise<void>
} {
  const stopping = new AbortController()
  const { signal } = stopping
  const collector = createCollector({
    gateway: {
      report: (body) => gateway.report({ body }, signal),
      topology: () => gateway.topology(null, signal),
      capacities: () => gateway.capacities(null, signal),
      time: () => gateway.time(null, signal),
      lease: (generation) => gateway.lease({ generation }, signal),
    },
    files: nodeFileSystem,
    root: config.directory,
    elapsed: () => performance.now(),
    machineTime: Date.now,
    log,
    requestsPerMinute: config.requestsPerMinute,
    backfillDays: config.backfillDays,
    keepDays: config.keepDays,
    areSmallRoomsKept: config.keepsSmallRoomMinutes,
    derive: deriveInParts,
  })

  async function step(): Promise<number> {
    try {
      return await collector.step()
    } catch (error) {
      if (!signal.aborted) log.error({ error: describeError(error) }, 'cannot collect the history')
      return retryMs
    }
  }

  async function collect(): Promise<void> {
    while (!signal.aborted) {
      const waitMs = await step()
      await setTimeout(waitMs, undefined, { signal }).catch(() => undefined)
    }
  }

  const finished = collect()
  return {
    status: collector.status,
    checkFiles: collector.checkFiles,
    confirmedTime: collector.confirmedTime,
    async stop() {
      stopping.abort()
      await finished
    },
  }
}

/**
 * Returns the stack of an error, including the name and the message. The stack contains no readings, so it may be
 * logged.
 */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
