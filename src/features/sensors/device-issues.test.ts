import { expect, test } from 'vitest'
import { day } from '#src/domain/time/duration.ts'
import { makeDevice } from '#src/testing/fixtures.ts'
import type { Device } from '#src/domain/topology/sensor-directory.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import type { Anomaly } from '#src/domain/anomalies/anomaly.ts'
import { findIssues } from './device-issues.ts'

const berlin = toTimeZone('Europe/Berlin')
const now = Date.parse('2026-11-27T09:00:00Z')

test.each<[string, Partial<Device>, string[]]>([
  ['online', {}, []],
  ['offline', { online: false }, ['offline']],
  [
    'offline with an overdue battery',
    { online: false, batteryDueAt: 0 },
    ['offline', 'battery-past'],
  ],
  ['a battery due yesterday', { batteryDueAt: Date.parse('2026-11-26') }, ['battery-past']],
  ['a battery due today', { batteryDueAt: Date.parse('2026-11-27') }, ['battery-due']],
  ['a battery due in 30 days', { batteryDueAt: Date.parse('2026-12-27') }, ['battery-due']],
  ['a battery due in 31 days', { batteryDueAt: Date.parse('2026-12-28') }, []],
  ['unknown whether it is online', { online: null }, ['unknown']],
  ['an offline test device', { online: false, hidden: 'test' }, []],
])('finds the problems of a sensor: %s', (_, change, expected) => {
  expect(findIssues(makeDevice({ mac: 'a', ...change }), false, null, [], now, berlin)).toEqual(
    expected,
  )
})

test('a sensor that is offline with its hive has the problem “hive” instead of “offline”, plus its other problems', () => {
  const offline = makeDevice({ mac: 'a', online: false, batteryDueAt: now + day })
  expect(findIssues(offline, true, null, [], now, berlin)).toEqual(['hive', 'battery-due'])
  expect(findIssues(makeDevice({ mac: 'a' }), true, null, [], now, berlin)).toEqual([])
})

test('sorts anomalies among other problems by severity', () => {
  const due = makeDevice({ mac: 'a', batteryDueAt: now + day })
  const overlap = { kind: 'overlap', macs: ['a', 'b'], minutes: 90, from: 0, to: 1 } as const
  const silent = { kind: 'silent', macs: ['a'], since: null } as const
  expect(findIssues(due, false, null, [overlap, silent], now, berlin)).toEqual([
    'silent',
    'overlap',
    'battery-due',
  ])
})

const none = {
  implausible: new Set<string>(),
  malformed: new Set<string>(),
  silent: new Set<string>(),
}

test.each(['implausible', 'malformed', 'silent'] as const)(
  'finds a sensor with the fault “%s” in the current report',
  (fault) => {
    const reporting = { ...none, [fault]: new Set(['a']) }
    const due = makeDevice({ mac: 'a', batteryDueAt: now + day })
    expect(findIssues(due, false, reporting, [], now, berlin)).toEqual([fault, 'battery-due'])
    expect(findIssues(makeDevice({ mac: 'b' }), false, reporting, [], now, berlin)).toEqual([])
    const test = makeDevice({ mac: 'a', hidden: 'test' })
    expect(findIssues(test, false, reporting, [], now, berlin)).toEqual([])
  },
)

test('finds a silent sensor once, and only if it is known to be online', () => {
  const reporting = { ...none, silent: new Set(['a']) }
  const anomaly = { kind: 'silent', macs: ['a'], since: null } as const
  const find = (online: boolean | null, anomalies: readonly Anomaly[] = []) =>
    findIssues(makeDevice({ mac: 'a', online }), false, reporting, anomalies, now, berlin)
  expect(find(true)).toEqual(['silent'])
  expect(find(true, [anomaly])).toEqual(['silent'])
  expect(find(false)).toEqual(['offline'])
  expect(find(null)).toEqual(['unknown'])
})
