import { expect, test } from 'vitest'
import { day, minute } from '#src/domain/time/duration.ts'
import { makeDevice, makeRoomSpan, repeatCount, metricsFromCounts } from '#src/testing/fixtures.ts'
import type { Device } from '#src/domain/topology/sensor-directory.ts'
import {
  findSilentSensors,
  findStuckSensors,
  findFlatlines,
  findSustainedOverCapacity,
  findDuplicateReadings,
  detectAnomalies,
} from './detect-anomalies.ts'
import * as fc from 'fast-check'
import {
  type WindowReadings,
  analysisWindowAt,
  analysisWindowNames,
  type AnalysisWindowName,
} from './anomaly-windows.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'

const now = 100 * day
const halfHour = makeRoomSpan(30, { other: repeatCount(30, 0) })
const silent = makeDevice({
  mac: 'a',
  online: true,
  lastHeartbeatAt: now - minute,
  lastReportAt: now - 2 * day,
})

test.each<[string, Partial<Device>, typeof halfHour, boolean]>([
  ['is online and sends no counts', {}, halfHour, true],
  ['has never reported', { lastReportAt: null }, halfHour, true],
  ['is offline', { online: false }, halfHour, false],
  ['is not known to be online', { online: null }, halfHour, false],
  ['has no fresh heartbeat', { lastHeartbeatAt: now - 16 * minute }, halfHour, false],
  ['has no heartbeat at all', { lastHeartbeatAt: null }, halfHour, false],
  ['reported a quarter of an hour ago', { lastReportAt: now - 15 * minute }, halfHour, false],
  ['sends counts', {}, makeRoomSpan(30, { other: repeatCount(30, 0), a: [0] }), false],
  ['is the only sensor in its room', {}, makeRoomSpan(30, {}), false],
  [
    'shares the room with a sensor that has too few counts',
    {},
    makeRoomSpan(30, { other: repeatCount(26, 1) }),
    false,
  ],
])('a sensor that %s is reported as silent: $3', (_, change, span, expected) => {
  const found = findSilentSensors(span, [{ ...silent, ...change }], now)
  expect(found.map(({ macs }) => macs)).toEqual(expected ? [['a']] : [])
})

test.each([
  ['people in every minute', repeatCount(300, 1), true],
  ['people in 270 minutes and no data for the rest', repeatCount(270, 2), true],
  ['data for only 269 minutes', repeatCount(269, 2), false],
  ['no people', repeatCount(300, 0), false],
  ['people in all but one minute', [...repeatCount(299, 1), 0], false],
])('after a night with %s, a sensor is reported as stuck: $2', (_, counts, stuck) => {
  expect(findStuckSensors(makeRoomSpan(300, { a: counts }))).toHaveLength(stuck ? 1 : 0)
})

test('a stuck anomaly reports the minimum count and the number of minutes with data', () => {
  const night = makeRoomSpan(300, {
    a: [...repeatCount(150, 1), ...repeatCount(148, 2)],
    b: repeatCount(300, 0),
  })
  expect(findStuckSensors(night)).toEqual([
    { kind: 'stuck', macs: ['a'], people: 1, minutes: 298, of: 300, from: 0, to: night.to },
  ])
})

test.each([
  ['the same four people', repeatCount(180, 4), true],
  ['the same four people and some minutes without data', repeatCount(162, 4), true],
  ['data for only 161 minutes', repeatCount(161, 4), false],
  ['no people', repeatCount(180, 0), false],
  ['one person absent for half a minute', [...repeatCount(179, 4), 3.5], false],
  ['changing counts', [...repeatCount(90, 4), ...repeatCount(90, 5)], false],
])('three working hours with %s are reported as a flatline: $2', (_, counts, constant) => {
  expect(findFlatlines(makeRoomSpan(180, { a: counts }))).toHaveLength(constant ? 1 : 0)
})

test.each([
  ['one person over capacity', 12, { a: repeatCount(30, 6), b: repeatCount(30, 7) }, 13],
  ['exactly at capacity', 12, { a: repeatCount(30, 6), b: repeatCount(30, 6) }, null],
  [
    'one person over capacity in all but one minute',
    12,
    { a: repeatCount(30, 6), b: [...repeatCount(29, 7), 6] },
    null,
  ],
  [
    'over capacity only because of a sensor with data for 20 minutes',
    5,
    { a: repeatCount(20, 9) },
    null,
  ],
  ['of unknown capacity', null, { a: repeatCount(30, 90) }, null],
])('the lower bound reported for a room %s is $3', (_, capacity, counts, people) => {
  expect(
    findSustainedOverCapacity(makeRoomSpan(30, counts), capacity).map(
      (anomaly) => 'people' in anomaly && anomaly.people,
    ),
  ).toEqual(people === null ? [] : [people])
})

test('a room reported as over capacity is over capacity in every minute', () => {
  const minutes = fc.array(fc.integer({ min: 3, max: 9 }), { minLength: 30, maxLength: 30 })
  fc.assert(
    fc.property(minutes, minutes, fc.nat(12), (a, b, capacity) => {
      const sensors = new Map([
        ['a', metricsFromCounts(a)],
        ['b', metricsFromCounts(b)],
      ])
      const [crowded] = findSustainedOverCapacity({ ...makeRoomSpan(30, {}), sensors }, capacity)
      if (!crowded) return
      const people = a.map((count, index) => count + (b[index] ?? 0))
      expect(Math.min(...people)).toBeGreaterThan(capacity)
    }),
  )
})

const busy = [0, 1, 2, 2, 3, 1].flatMap((count) => repeatCount(20, count))
const pairs = (counts: Record<string, number[]>) =>
  findDuplicateReadings(makeRoomSpan(480, counts)).map(({ macs }) => macs)

test('reports every pair of sensors whose metrics are identical in the window', () => {
  expect(pairs({ a: busy, b: busy })).toEqual([['a', 'b']])
  expect(pairs({ a: busy, b: busy, c: busy })).toEqual([
    ['a', 'b'],
    ['a', 'c'],
    ['b', 'c'],
  ])
})

test.each([
  ['counts that differ in one minute', busy, [...busy.slice(0, -1), 2]],
  ['the same counts in a different order', busy, busy.toReversed()],
  ['less than an hour of data', busy.slice(0, 59), busy.slice(0, 59)],
  ['counts that never change', repeatCount(120, 2), repeatCount(120, 2)],
  ['almost no people', [...repeatCount(100, 0), 1], [...repeatCount(100, 0), 1]],
])('reports no duplicate for two sensors with %s', (_, a, b) => {
  expect(pairs({ a, b })).toEqual([])
})

test('does not compare sensors that lack a metric', () => {
  const day = makeRoomSpan(480, { a: busy, b: busy })
  const sensors = new Map(
    [...day.sensors].map(([mac, metrics]) => [mac, { ...metrics, median: null }]),
  )
  expect(findDuplicateReadings({ ...day, sensors })).toEqual([])
})

const berlin = { name: 'Europe/Berlin', known: true }
const monday = Date.parse('2026-11-23T15:00:00+01:00')
const sunday = Date.parse('2026-11-22T15:00:00+01:00')
const maple = (now: number) => ({
  id: 'maple',
  capacity: 3,
  maximumSensorCount: null,
  devices: ['a', 'b', 'quiet'].map((mac) =>
    makeDevice({ mac, online: true, lastHeartbeatAt: now - minute }),
  ),
})

/**
 * Returns readings for every window: two sensors in `maple` always count two people each, and twelve sensors in `hall`
 * always count zero.
 */
function everySpan(
  now: number,
  zone: TimeZone,
): Partial<Record<AnalysisWindowName, WindowReadings | null>> {
  return Object.fromEntries(
    analysisWindowNames.map((name) => {
      const span = analysisWindowAt(name, now, zone)
      if (span === null) return [name, null]
      const always = (count: number) => ({
        kind: 'reading' as const,
        metrics: metricsFromCounts(repeatCount((span.to - span.from) / minute, count)),
      })
      const readings = {
        maple: { a: always(2), b: always(2) },
        hall: Object.fromEntries([...Array(12).keys()].map((index) => [index, always(0)])),
      }
      return [name, { ...span, readings }]
    }),
  )
}

const kinds = (now: number, zone: TimeZone, spans = everySpan(now, zone)) =>
  detectAnomalies([maple(now)], spans, zone, now).map(({ kind, macs }) => `${kind} ${macs.join()}`)

test('reports silent, stuck and constant sensors and rooms that stay over capacity in working hours', () => {
  expect(kinds(monday, berlin)).toEqual([
    'silent quiet',
    'stuck a',
    'stuck b',
    'constant a',
    'constant b',
    'crowded a,b',
  ])
})

test('does not report silent or constant sensors on a Sunday', () => {
  expect(kinds(sunday, berlin)).toEqual(['stuck a', 'stuck b', 'crowded a,b'])
})

test('reports no silent, stuck or constant sensors when the time zone is unknown', () => {
  expect(kinds(monday, { name: 'UTC', known: false })).toEqual(['crowded a,b'])
})

test('does not report silent sensors when the API omits zeros', () => {
  const spans = everySpan(monday, berlin)
  const reading = { kind: 'reading' as const, metrics: metricsFromCounts(repeatCount(30, 1)) }
  const all = Object.fromEntries([...Array(12).keys()].map((index) => [index, reading]))
  const latest = spans['half-hour']
  if (!latest) throw new Error('expected a half-hour window')
  const withheld = { ...latest, readings: { ...latest.readings, hall: all } }
  expect(kinds(monday, berlin, { 'half-hour': withheld })).toEqual(['crowded a,b'])
})

test('a sensor with an implausible count in a window is neither analysed in that window nor reported as silent', () => {
  const spans = everySpan(monday, berlin)
  const excessive = { kind: 'reading' as const, metrics: metricsFromCounts([2, 31, 2]) }
  for (const span of Object.values(spans)) {
    const { maple: sensors } = span?.readings ?? {}
    if (sensors) Object.assign(sensors, { a: excessive, quiet: excessive })
  }
  expect(kinds(monday, berlin, spans)).toEqual(['stuck b', 'constant b'])
})

test('a sensor stuck above its limit does not put its room over capacity', () => {
  const minutes = (count: number) => ({
    kind: 'reading' as const,
    metrics: metricsFromCounts(repeatCount(30, count)),
  })
  const crowded = (count: number, limits = {}) => {
    const span = analysisWindowAt('half-hour', sunday, berlin)
    if (span === null) throw new Error('expected a half-hour window')
    const latest = { ...span, readings: { maple: { a: minutes(count), b: minutes(2) } } }
    const room = { ...maple(sunday), ...limits }
    return detectAnomalies([room], { 'half-hour': latest }, berlin, sunday).map(({ kind }) => kind)
  }
  expect(crowded(30)).toEqual(['crowded'])
  expect(crowded(31)).toEqual([])
  expect(crowded(31, { maximumSensorCount: 40 })).toEqual(['crowded'])
  expect(crowded(9, { maximumSensorCount: 8 })).toEqual([])
})

test('reports no anomalies without readings', () => {
  expect(kinds(monday, berlin, {})).toEqual([])
})
