import type { SensorHealth } from '#src/domain/occupancy/sensor-health.ts'
import * as text from '#messages/room-breakdown.tsx'
import type { ZeroRule } from './room-breakdown.ts'

/** Describes each status that has a time: the last update, or the last report of a missing sensor. */
type DescribeTimed<TStatus> = Record<'reporting' | 'offline' | 'silent', (at: number) => TStatus>

/** Returns why a sensor adds its count or nothing: `reporting`, or what `describeTimed` returns for a known time. */
export function describeSensorStatus<TStatus>(
  health: SensorHealth,
  zeroRule: ZeroRule | null,
  describeTimed: DescribeTimed<TStatus>,
): TStatus | string {
  switch (health.kind) {
    case 'reporting':
    case 'reported':
      return health.at === null ? text.sensorReporting : describeTimed.reporting(health.at)
    case 'quiet':
      return zeroRule === 'withheld' ? text.sensorQuietWithoutZeros : text.sensorQuiet
    case 'malformed':
      return text.sensorMalformed
    case 'implausible':
      return text.sensorImplausible(health.count, health.maximum)
    case 'offline':
      return health.since === null
        ? text.sensorOfflineNeverReported
        : describeTimed.offline(health.since)
    case 'silent':
      return health.since === null ? text.sensorNeverReported : describeTimed.silent(health.since)
  }
}
