import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { type Metrics, maximumCount } from '#src/domain/occupancy/sensor-reading.ts'
import type { Contribution } from '#src/domain/occupancy/room-occupancy.ts'
import type { Snapshot } from '#src/domain/readings/snapshot.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { plausibleMetrics } from '#src/domain/occupancy/metrics.ts'
import { sensorHealth, type SensorHealth } from '#src/domain/occupancy/sensor-health.ts'
import { sensorLabels, type SensorLabel } from '#src/format/sensor-labels.ts'

/** One sensor of a room as it stands now. `metrics` is null where this poll has no plausible reading of it. */
export type SensorRow = SensorLabel & {
  contribution: Contribution
  metrics: Metrics | null
  health: SensorHealth
}

/**
 * Every sensor that counts towards a room, in the order of their MAC addresses, whether it answers or not.
 * Once the snapshot has expired nothing is known of any of them but when it reported.
 *
 * @param polled how fresh the snapshot is
 */
export function sensorRows(
  room: LiveRoom,
  snapshot: Snapshot,
  directory: SensorDirectory | undefined,
  polled: Freshness,
): SensorRow[] {
  const contributions = new Map(room.figure.contributions.map((one) => [one.mac, one]))
  const expired = polled === 'no-data'
  const maximum = maximumCount(room)
  const readings = expired ? {} : (snapshot.readings[room.id] ?? {})
  return sensorLabels([...contributions.keys()], room.id, directory).flatMap((label) => {
    const contribution = contributions.get(label.mac)
    if (!contribution) return []
    const reading = readings[label.mac]
    const sensor = directory?.byRoom[room.id]?.find(({ mac }) => mac === label.mac)
    return [
      {
        ...label,
        contribution: expired ? unknown(label.mac) : contribution,
        metrics:
          reading?.kind === 'reading' && contribution.kind === 'counted'
            ? plausibleMetrics(reading.metrics, maximum)
            : null,
        health: sensorHealth(contribution, sensor, polled, snapshot.at),
      },
    ]
  })
}

function unknown(mac: string): Contribution {
  return { kind: 'missing', mac, why: 'silent', lastKnown: null }
}

/** The largest value that any of the bars shows: their one scale. At least 1, so that nobody is no full bar. */
export function barScale(rows: readonly SensorRow[]): number {
  return Math.max(
    1,
    ...rows.flatMap(({ metrics }) =>
      metrics ? [metrics.max ?? 0, metrics.mean ?? 0, metrics.last] : [],
    ),
  )
}
