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
const heard = (lastReportAt: number | null, lastHeartbeatAt: number | null) =>
  makeDevice({ mac: 'a', online: false, lastHeartbeatAt, lastReportAt })

test.each<[string, SensorContribution, PresenceSensor | undefined, Freshness, object]>([
  ['a count is a report', counted, undefined, 'live', { kind: 'reporting', at }],
  ['a late poll still reports', counted, undefined, 'late', { kind: 'reporting', at }],
  ['an old poll only reported', counted, undefined, 'stale', { kind: 'reported', at }],
  ['nobody under it', { kind: 'quiet', mac: 'a' }, undefined, 'live', { kind: 'quiet' }],
  ['nonsense', missing('malformed', 5), undefined, 'live', { kind: 'malformed' }],
  [
    'more people than can be',
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
  ['seen here last', missing('silent', 5), heard(4, 8), 'live', { kind: 'silent', since: 5 }],
  ['heard by Butlr last', missing('offline'), heard(4, 8), 'live', { kind: 'offline', since: 4 }],
  ['only its heartbeat', missing('offline'), heard(null, 8), 'live', { kind: 'offline', since: 8 }],
  [
    'a heartbeat is no count',
    missing('silent'),
    heard(null, 8),
    'live',
    { kind: 'silent', since: null },
  ],
])('health of a sensor: %s', (_, contribution, sensor, polled, health) => {
  expect(assessSensorHealth(contribution, sensor, polled, at)).toEqual(health)
})
