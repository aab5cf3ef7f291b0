import {
  minuteMs,
  minutesPerDay,
  type HistoryBuilding,
  type TopologySnapshot,
} from '#src/domain/history/minutes.ts'
import type { HistoryFiles } from '#server/history/files/history-files.ts'
import { toMinute, type CollectorOptions } from './collector-options.ts'

const topologyIntervalMs = 5 * 60_000
const topologyRetryMs = 30_000
/**
 * After this number of snapshots in a day, only one per `limitedMinutes` is stored. Each snapshot stays in memory,
 * which a topology that changes in every response would fill.
 */
const maxSnapshotsPerDay = 12
const limitedMinutes = 60

type RecorderOptions = Pick<CollectorOptions, 'gateway' | 'machineTime' | 'log'> & {
  now: () => number
}

/** Records the topology when it changes. @param onChange called after a snapshot was added */
export function createTopologyRecorder(
  files: HistoryFiles,
  { gateway, now, machineTime, log }: RecorderOptions,
  onChange: () => void,
) {
  const { index } = files
  let nextAt = 0
  let wasReceived = false
  let isLimited = false

  async function record(): Promise<void> {
    nextAt = now() + topologyRetryMs
    const result = await gateway.topology()
    // Requested after the topology, so that the capacities include every change that the topology contains.
    const capacities = await gateway.capacities()
    if (!capacities.ok) return
    index.capacities = new Map(Object.entries(capacities.value))
    if (!result.ok) return
    nextAt = now() + topologyIntervalMs
    wasReceived = true
    if (result.value !== null) await add(result.value)
  }

  async function add(buildings: readonly HistoryBuilding[]): Promise<void> {
    const at = toMinute(now())
    await setAsideFuture(Math.max(at, toMinute(machineTime())))
    // Ignores snapshots later than now: they were stored while the clock was wrong.
    const known = index.snapshots.findLast((snapshot) => snapshot.at <= at)
    if (isSameTopology(buildings, known?.buildings)) return
    if (known?.at === at) {
      // A snapshot never changes, because the queries of all gateways cache it: records the change in another minute.
      nextAt = now() + topologyRetryMs
      return
    }
    const recent = index.snapshots.filter((one) => one.at > at - minutesPerDay && one.at <= at)
    if (recent.length >= maxSnapshotsPerDay && known && at < known.at + limitedMinutes) {
      if (!isLimited)
        log.warn({}, 'too many topology changes in a day; the history stores one per hour')
      isLimited = true
      return
    }
    isLimited = recent.length >= maxSnapshotsPerDay
    await files.addSnapshot({ at, buildings: shareBuildings(buildings, known) })
    log.info({ buildings: buildings.length }, 'recorded a topology change')
    onChange()
  }

  /**
   * Sets aside the snapshots that are in the future by both clocks: they were recorded while the clocks were wrong, and
   * would hide later changes, such as a room that becomes small.
   */
  async function setAsideFuture(latest: number): Promise<void> {
    for (const snapshot of index.snapshots.filter(({ at }) => at > latest)) {
      await files.setAsideSnapshot(snapshot)
      log.warn(
        { at: new Date(snapshot.at * minuteMs).toISOString() },
        'set aside a topology from the future',
      )
    }
  }

  return {
    /** Requests the topology if a request is due. Returns the milliseconds until the next request is due. */
    async update(): Promise<number> {
      // A `nextAt` more than one interval ahead was set while the clock was wrong, so it is ignored.
      if (now() >= nextAt || now() < nextAt - topologyIntervalMs) await record()
      return nextAt - now()
    },
    isKnown: () => wasReceived || index.snapshots.length > 0,
  }
}

/** Returns the buildings, with the objects of the last snapshot for those that are unchanged. */
function shareBuildings(
  buildings: readonly HistoryBuilding[],
  last: TopologySnapshot | undefined,
): HistoryBuilding[] {
  const known = new Map(last?.buildings.map((building) => [JSON.stringify(building), building]))
  return buildings.map((building) => known.get(JSON.stringify(building)) ?? building)
}

function isSameTopology(
  one: readonly HistoryBuilding[],
  other: readonly HistoryBuilding[] | undefined,
): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
