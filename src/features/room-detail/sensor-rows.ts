import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { maximumPlausibleCount } from '#src/domain/occupancy/room-occupancy.ts'
import { type MetricValues } from '#src/contract/reporting.ts'
import type { SensorContribution } from '#src/domain/occupancy/room-occupancy.ts'
import type { Snapshot } from '#src/domain/readings/readings.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { dropImplausibleMetrics } from '#src/domain/occupancy/metrics.ts'
import { assessSensorHealth, type SensorHealth } from '#src/domain/occupancy/sensor-health.ts'
import { sensorLabels, type SensorLabel } from '#src/format/sensor-labels.ts'

/** The current state of one sensor in a room. `metrics` is null if the snapshot has no plausible reading of it. */
export type SensorRow = SensorLabel & {
  contribution: SensorContribution
  metrics: MetricValues | null
  health: SensorHealth
}

/**
 * Returns every sensor that counts towards a room, ordered by MAC address, whether it reports or not. Once the snapshot
 * has expired, only the time of its last report is known.
 *
 * @param pollFreshness freshness of the snapshot
 */
export function buildSensorRows(
  room: LiveRoom,
  snapshot: Snapshot,
  directory: SensorDirectory | undefined,
  pollFreshness: Freshness,
): SensorRow[] {
  const contributions = new Map(room.occupancy.contributions.map((one) => [one.mac, one]))
  const expired = pollFreshness === 'no-data'
  const maximum = maximumPlausibleCount(room)
  const readings = expired ? {} : (snapshot.readings[room.id] ?? {})
  return sensorLabels([...contributions.keys()], room.id, directory).flatMap((label) => {
    const contribution = contributions.get(label.mac)
    if (!contribution) return []
    const reading = readings[label.mac]
    const sensor = directory?.byRoom[room.id]?.find(({ mac }) => mac === label.mac)
    return [
      {
        ...label,
        contribution: expired ? silentContribution(label.mac) : contribution,
        metrics:
          reading?.kind === 'reading' && contribution.kind === 'counted'
            ? dropImplausibleMetrics(reading.metrics, maximum)
            : null,
        health: assessSensorHealth(contribution, sensor, pollFreshness, snapshot.at),
      },
    ]
  })
}

function silentContribution(mac: string): SensorContribution {
  return { kind: 'missing', mac, why: 'silent', lastKnown: null }
}

/** Returns the largest value of all bars, their common scale. At least 1, so that 0 people do not fill a bar. */
export function barMaximum(rows: readonly SensorRow[]): number {
  return Math.max(
    1,
    ...rows.flatMap(({ metrics }) =>
      metrics ? [metrics.max ?? 0, metrics.mean ?? 0, metrics.last] : [],
    ),
  )
}
