import { expect, test } from 'vitest'
import { day, minute } from '#src/domain/time/duration.ts'
import { describedDevice } from '#src/testing/example-topology.ts'
import type { Device } from '#src/domain/topology/sensor-directory.ts'
import { spanOf, steady } from '#src/testing/example-span.ts'
import { silentSensors } from './silent.ts'

const now = 100 * day
const halfHour = spanOf(30, { other: steady(30, 0) })
const silent = describedDevice({
  mac: 'a',
  online: true,
  lastHeartbeatAt: now - minute,
  lastReportAt: now - 2 * day,
})

test.each<[string, Partial<Device>, typeof halfHour, boolean]>([
  ['lives and says nothing', {}, halfHour, true],
  ['has never reported', { lastReportAt: null }, halfHour, true],
  ['is offline', { online: false }, halfHour, false],
  ['is not known to be online', { online: null }, halfHour, false],
  ['has no fresh heartbeat', { lastHeartbeatAt: now - 16 * minute }, halfHour, false],
  ['has no heartbeat at all', { lastHeartbeatAt: null }, halfHour, false],
  ['reported a quarter of an hour ago', { lastReportAt: now - 15 * minute }, halfHour, false],
  ['counts', {}, spanOf(30, { other: steady(30, 0), a: [0] }), false],
  ['is the only one of its room', {}, spanOf(30, {}), false],
  ['has neighbours that hardly count', {}, spanOf(30, { other: steady(26, 1) }), false],
])('a sensor that %s: silent is %4$s', (_, change, span, expected) => {
  const found = silentSensors(span, [{ ...silent, ...change }], now)
  expect(found.map(({ macs }) => macs)).toEqual(expected ? [['a']] : [])
})
