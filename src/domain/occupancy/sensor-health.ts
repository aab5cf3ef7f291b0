import type { Freshness } from './freshness.ts'
import type { SensorContribution } from './room-occupancy.ts'
import type { PresenceSensor } from '#src/domain/topology/sensor-directory.ts'

/**
 * The health of one sensor. Times are in Unix milliseconds; null when unknown. A sensor is `reporting` while the poll
 * is live or late, and `reported` once the poll is stale.
 */
export type SensorHealth =
  | { kind: 'reporting' | 'reported'; at: number | null }
  | { kind: 'quiet' }
  | { kind: 'offline' | 'silent'; since: number | null }
  | { kind: 'malformed' }
  /** The sensor's count is not plausible; `maximum` is the largest plausible count. */
  | { kind: 'implausible'; count: number; maximum: number }

/**
 * Returns a sensor's health from its contribution to the room and its last report and heartbeat in the topology.
 *
 * @param sensor the sensor in the topology; undefined when it is not listed
 * @param pollFreshness freshness of the last poll
 * @param at time of the last poll in Unix milliseconds; null before the first poll
 */
export function assessSensorHealth(
  contribution: SensorContribution,
  sensor: PresenceSensor | undefined,
  pollFreshness: Freshness,
  at: number | null,
): SensorHealth {
  switch (contribution.kind) {
    case 'counted':
      return {
        kind: pollFreshness === 'live' || pollFreshness === 'late' ? 'reporting' : 'reported',
        at,
      }
    case 'quiet':
      return { kind: 'quiet' }
    case 'missing':
      if (contribution.why === 'malformed') return { kind: 'malformed' }
      if (contribution.why === 'implausible') {
        const { count, maximum } = contribution
        return { kind: 'implausible', count, maximum }
      }
      return {
        kind: contribution.why,
        since:
          contribution.lastKnown?.seenAt ??
          sensor?.lastReportAt ??
          (contribution.why === 'offline' ? (sensor?.lastHeartbeatAt ?? null) : null),
      }
  }
}
