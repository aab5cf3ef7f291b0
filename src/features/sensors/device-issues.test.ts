import { expect, test } from 'vitest'
import { day } from '#src/domain/time/duration.ts'
import { makeDevice } from '#src/testing/fixtures.ts'
import type { Device } from '#src/domain/topology/sensor-directory.ts'
import { findIssues } from './device-issues.ts'

const now = 100 * day

test.each<[string, Partial<Device>, string[]]>([
  ['online', {}, []],
  ['offline', { online: false }, ['offline']],
  [
    'offline with an overdue battery',
    { online: false, batteryDueAt: 0 },
    ['offline', 'battery-past'],
  ],
  ['an overdue battery', { batteryDueAt: now - 1 }, ['battery-past']],
  ['a battery due now', { batteryDueAt: now }, ['battery-due']],
  ['a battery due in 30 days', { batteryDueAt: now + 30 * day }, ['battery-due']],
  ['a battery due later', { batteryDueAt: now + 30 * day + 1 }, []],
  ['unknown whether it is online', { online: null }, ['unknown']],
  ['an offline test device', { online: false, hidden: 'test' }, []],
])('finds the problems of a sensor: %s', (_, change, expected) => {
  expect(findIssues(makeDevice({ mac: 'a', ...change }), false, null, [], now)).toEqual(expected)
})

test('a sensor that is offline with its hive has the problem “hive” instead of “offline”, plus its other problems', () => {
  const offline = makeDevice({ mac: 'a', online: false, batteryDueAt: now + day })
  expect(findIssues(offline, true, null, [], now)).toEqual(['hive', 'battery-due'])
  expect(findIssues(makeDevice({ mac: 'a' }), true, null, [], now)).toEqual([])
})

test('sorts anomalies among other problems by severity', () => {
  const due = makeDevice({ mac: 'a', batteryDueAt: now + day })
  const overlap = { kind: 'overlap', macs: ['a', 'b'], minutes: 90, from: 0, to: 1 } as const
  const silent = { kind: 'silent', macs: ['a'], since: null } as const
  expect(findIssues(due, false, null, [overlap, silent], now)).toEqual([
    'silent',
    'overlap',
    'battery-due',
  ])
})

test.each(['implausible', 'malformed'] as const)('finds a sensor whose count is %s', (fault) => {
  const none = { implausible: new Set<string>(), malformed: new Set<string>() }
  const reporting = { ...none, [fault]: new Set(['a']) }
  const due = makeDevice({ mac: 'a', batteryDueAt: now + day })
  expect(findIssues(due, false, reporting, [], now)).toEqual([fault, 'battery-due'])
  expect(findIssues(makeDevice({ mac: 'b' }), false, reporting, [], now)).toEqual([])
  const test = makeDevice({ mac: 'a', hidden: 'test' })
  expect(findIssues(test, false, reporting, [], now)).toEqual([])
})
