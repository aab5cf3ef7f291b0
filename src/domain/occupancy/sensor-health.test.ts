import { expect, test } from 'vitest'
import type { Freshness } from './freshness.ts'
import type { SensorContribution } from './room-occupancy.ts'
import { makeDevice } from '#src/testing/fixtures.ts'
import type { PresenceSensor } from '#src/domain/topology/sensor-directory.ts'
import { assessSensorHealth } from './sensor-health.ts'

const at = 9_000
const counted: SensorContribution = { kind: 'counted', mac: 'a', people: 3 }
const missing = (why: 'offline' | 'silent' | 'malformed', seenAt?: number): SensorContribution => ({
  kind: 'missing',
  mac: 'a',
  why,
  lastKnown: seenAt === undefined ? null : { people: 2, seenAt },
})
const offlineDevice = (lastReportAt: number | null, lastHeartbeatAt: number | null) =>
  makeDevice({ mac: 'a', online: false, lastHeartbeatAt, lastReportAt })

test.each<[string, SensorContribution, PresenceSensor | undefined, Freshness, object]>([
  ['a counted sensor is reporting', counted, undefined, 'live', { kind: 'reporting', at }],
  [
    'a sensor is still reporting when the poll is late',
    counted,
    undefined,
    'late',
    { kind: 'reporting', at },
  ],
  [
    'a counted sensor is no longer reporting when the poll is stale',
    counted,
    undefined,
    'stale',
    { kind: 'reported', at },
  ],
  [
    'a sensor with an assumed zero is quiet',
    { kind: 'quiet', mac: 'a' },
    undefined,
    'live',
    { kind: 'quiet' },
  ],
  [
    'a malformed reading makes the sensor malformed',
    missing('malformed', 5),
    undefined,
    'live',
    { kind: 'malformed' },
  ],
  [
    'an implausible count is returned together with the largest plausible count',
    {
      kind: 'missing',
      mac: 'a',
      why: 'implausible',
      count: 999,
      maximum: 100,
      lastKnown: null,
    },
    undefined,
    'live',
    { kind: 'implausible', count: 999, maximum: 100 },
  ],
  [
    'a silent sensor has been silent since its last known count',
    missing('silent', 5),
    offlineDevice(4, 8),
    'live',
    { kind: 'silent', since: 5 },
  ],
  [
    'an offline sensor has been offline since its last report to Butlr',
    missing('offline'),
    offlineDevice(4, 8),
    'live',
    { kind: 'offline', since: 4 },
  ],
  [
    'an offline sensor without reports has been offline since its last heartbeat',
    missing('offline'),
    offlineDevice(null, 8),
    'live',
    { kind: 'offline', since: 8 },
  ],
  [
    'a heartbeat does not set the start of silence',
    missing('silent'),
    offlineDevice(null, 8),
    'live',
    { kind: 'silent', since: null },
  ],
])('sensor health: %s', (_, contribution, sensor, polled, health) => {
  expect(assessSensorHealth(contribution, sensor, polled, at)).toEqual(health)
})
