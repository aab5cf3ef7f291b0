import type { Freshness } from './freshness.ts'
import type { SensorContribution } from './room-occupancy.ts'
import type { PresenceSensor } from '#src/domain/topology/sensor-directory.ts'
import { day } from '#src/domain/time/duration.ts'

/**
 * What is known of one sensor's health. Times are Unix milliseconds; null where nobody knows.
 * `reporting` is only said while the figures are true; afterwards the sensor `reported`.
 */
export type SensorHealth =
  | { kind: 'reporting' | 'reported'; at: number | null }
  | { kind: 'quiet' }
  | { kind: 'offline' | 'silent'; since: number | null }
  | { kind: 'malformed' }
  /** It counts more people than can be, `maximum` at most. */
  | { kind: 'implausible'; count: number; maximum: number }

/**
 * Judges a sensor by what it adds to its room, and by what the topology last heard of it.
 *
 * @param sensor the topology's word; undefined without one
 * @param pollFreshness how fresh the figures are
 * @param at when they were true
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

/** A battery is due when it is to be changed within so long (Butlr API notes, units and meaning). Milliseconds. */
export const batteryDueWithinMs = 30 * day
