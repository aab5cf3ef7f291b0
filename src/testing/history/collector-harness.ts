import { createCollector, type Collector } from '#server/history/collector/collector.ts'
import type { CollectorOptions } from '#server/history/collector/collector-options.ts'
import type { FileSystem } from '#server/history/files/file-system.ts'
import { loadIndex, type HistoryIndex } from '#server/history/files/history-index.ts'
import { dayFile } from '#server/history/files/layout.ts'
import { decodeRoomHours, decodeRoomMinutes } from '#server/history/files/room-file.ts'
import { decodeSensorDay } from '#server/history/files/sensor-file.ts'
import { deriveInParts } from '#src/domain/history/room-minutes.ts'
import { minuteMs, type UnixMinute } from '#src/domain/history/minutes.ts'
import type { OverriddenCapacity } from '#server/history/protocol.ts'
import { createHistoryUpstream } from './history-upstream.ts'
import { createMemoryDisk, type MemoryDisk } from './memory-file-system.ts'

type HarnessOptions = {
  upstream?: Partial<Parameters<typeof createHistoryUpstream>[0]>
  collector?: Partial<CollectorOptions>
  /** Unix milliseconds. @default a day in October 2026, 04:30 UTC */
  startAt?: number
  /** Returns the capacities that the overrides set, by room ID. @param now Unix milliseconds */
  capacities?: (now: number) => Readonly<Record<string, OverriddenCapacity>>
  /** Receives the time of each request for the lease. */
  onLease?: (now: number) => void
  /** Returns the time that Butlr confirms, in Unix milliseconds. @default the current time */
  confirmed?: (now: number) => number | null
}

/** A collector with a simulated upstream, disk and clock. */
export type CollectorHarness = {
  collector: Collector
  disk: MemoryDisk
  now: () => number
  /** Runs the collector for some minutes, and then until it has nothing to do. */
  run: (minutes: number) => Promise<void>
  /**
   * Advances the clock while the collector is paused, and then runs it until it has nothing to do. A negative `minutes`
   * sets the clock back.
   */
  pause: (minutes: number) => Promise<void>
  /** Requests in order, in the format `every function start stop`. */
  requests: string[]
  index: () => Promise<HistoryIndex>
  minutes: (building: string, day: UnixMinute) => ReturnType<typeof decodeSensorDay>
  roomMinutes: (building: string, day: UnixMinute) => ReturnType<typeof decodeRoomMinutes>
  roomHours: (building: string, day: UnixMinute) => ReturnType<typeof decodeRoomHours>
}

const root = '/history/estate'
const requestsPerMinute = 60
const requestSpacingMs = (2 * minuteMs) / requestsPerMinute

export function createCollectorHarness(
  options: HarnessOptions = {},
  disk = createMemoryDisk(),
  files: FileSystem = disk.connect(),
): CollectorHarness {
  let clock = options.startAt ?? Date.UTC(2026, 9, 24, 4, 30)
  let elapsed = 0
  const now = () => clock
  const advance = (ms: number) => {
    clock += ms
    elapsed += Math.max(0, ms)
  }
  const requests: string[] = []
  const confirmed = options.confirmed ?? (() => clock)
  const upstream = createHistoryUpstream({
    seed: 1,
    now,
    minutesPerReading: 7,
    maxMinutes: 24 * 60,
    moveAt: Number.POSITIVE_INFINITY,
    ...options.upstream,
  })
  const collector = createCollector({
    gateway: {
      async report(body) {
        const { filter, window } = body
        requests.push([window.every, window.function, filter.start, filter.stop].join(' '))
        return upstream.report(body)
      },
      topology: async () => ({ ok: true, value: upstream.topology() }),
      capacities: async () => ({ ok: true, value: options.capacities?.(clock) ?? {} }),
      time: async () => ({ ok: true, value: confirmed(clock) }),
      async lease(generation) {
        options.onLease?.(clock)
        return { ok: true, value: generation ?? 1 }
      },
    },
    files,
    root,
    elapsed: () => elapsed,
    machineTime: now,
    log: { info: () => undefined, warn: () => undefined },
    requestsPerMinute,
    backfillDays: 1,
    keepDays: 30,
    areSmallRoomsKept: false,
    derive: deriveInParts,
    ...options.collector,
  })
  const bytes = (kind: Parameters<typeof dayFile>[0], building: string, day: UnixMinute) =>
    disk.files.get(`${root}/${dayFile(kind, building, day)}`) ?? new Uint8Array()
  return {
    collector,
    disk,
    now,
    requests,
    async run(minutes) {
      const until = clock + minutes * minuteMs
      for (;;) {
        const wait = await collector.step()
        if (clock + wait > until && wait > 0) break
        advance(wait)
      }
      advance(until - clock)
      while ((await collector.step()) === 0);
    },
    async pause(minutes) {
      advance(minutes * minuteMs)
      for (let wait = 0; wait <= requestSpacingMs; advance(wait)) wait = await collector.step()
    },
    index: () => loadIndex(disk.connect(), root, () => Promise.reject(new Error('unreadable'))),
    minutes: (building, day) => decodeSensorDay(bytes('sensor-minutes', building, day), day),
    roomMinutes: (building, day) => decodeRoomMinutes(bytes('room-minutes', building, day)),
    roomHours: (building, day) => decodeRoomHours(bytes('room-hours', building, day)),
  }
}
