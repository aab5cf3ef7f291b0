import { expect, test } from 'vitest'
import { day, minute } from '#src/time/duration.ts'
import { describedDevice } from '#src/topology/examples.ts'
import type { Device } from '#src/topology/sensor-directory.ts'
import { problemOf } from './problem.ts'

const now = 100 * day

test.each<[string, Partial<Device>, string]>([
  ['online and reporting', {}, 'fine'],
  ['offline, its battery past too', { online: false, batteryDueAt: 0 }, 'offline'],
  ['online without a report', { lastReportAt: null }, 'silent'],
  ['a report just young enough', { lastReportAt: now - 15 * minute }, 'fine'],
  ['a report too old', { lastReportAt: now - 15 * minute - 1 }, 'silent'],
  ['a door nobody uses', { mode: 'traffic', lastReportAt: null }, 'fine'],
  ['a battery past its date', { batteryDueAt: now - 1 }, 'battery-past'],
  ['a battery due in 30 days', { batteryDueAt: now + 30 * day }, 'battery-due'],
  ['a battery due later', { batteryDueAt: now + 30 * day + 1 }, 'fine'],
  ['nobody says whether it is online', { online: null, lastReportAt: null }, 'unknown'],
])('the problem of a sensor: %s', (_, change, problem) => {
  expect(problemOf(describedDevice({ mac: 'a', lastReportAt: now, ...change }), now)).toBe(problem)
})
