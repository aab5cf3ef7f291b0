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

test.each<[string, string, Partial<Device>, typeof halfHour]>([
  ['is online and sends no counts', 'silent', {}, halfHour],
  ['has never reported', 'silent', { lastReportAt: null }, halfHour],
  ['is offline', 'not silent', { online: false }, halfHour],
  ['is not known to be online', 'not silent', { online: null }, halfHour],
  ['has no fresh heartbeat', 'not silent', { lastHeartbeatAt: now - 16 * minute }, halfHour],
  ['has no heartbeat at all', 'not silent', { lastHeartbeatAt: null }, halfHour],
  [
    'reported a quarter of an hour ago',
    'not silent',
    { lastReportAt: now - 15 * minute },
    halfHour,
  ],
  ['sends counts', 'not silent', {}, makeRoomSpan(30, { other: repeatCount(30, 0), a: [0] })],
  ['is the only sensor in its room', 'not silent', {}, makeRoomSpan(30, {})],
  [
    'shares the room with a sensor that has too few counts',
    'not silent',
    {},
    makeRoomSpan(30, { other: repeatCount(26, 1) }),
  ],
])('a sensor that %s is %s', (_, verdict, change, span) => {
  const found = findSilentSensors(span, [{ ...silent, ...change }], now)
  expect(found.map(({ macs }) => macs)).toEqual(verdict === 'silent' ? [['a']] : [])
})

test.each([
  ['people in every minute', 'stuck', repeatCount(300, 1)],
  ['people in 270 minutes and no data for the rest', 'stuck', repeatCount(270, 2)],
  ['data for only 269 minutes', 'not stuck', repeatCount(269, 2)],
  ['no people', 'not stuck', repeatCount(300, 0)],
  ['people in all but one minute', 'not stuck', [...repeatCount(299, 1), 0]],
])('after a night with %s, a sensor is %s', (_, verdict, counts) => {
  const found = findStuckSensors(makeRoomSpan(300, { a: counts }))
  expect(found).toHaveLength(verdict === 'stuck' ? 1 : 0)
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
  ['the same four people', 'reported', repeatCount(180, 4)],
  ['the same four people and some minutes without data', 'reported', repeatCount(162, 4)],
  ['data for only 161 minutes', 'not reported', repeatCount(161, 4)],
  ['no people', 'not reported', repeatCount(180, 0)],
  ['one person absent for half a minute', 'not reported', [...repeatCount(179, 4), 3.5]],
  ['changing counts', 'not reported', [...repeatCount(90, 4), ...repeatCount(90, 5)]],
])('after three working hours with %s, a flatline is %s', (_, verdict, counts) => {
  const found = findFlatlines(makeRoomSpan(180, { a: counts }))
  expect(found).toHaveLength(verdict === 'reported' ? 1 : 0)
})

test.each([
  ['one person over capacity', '13 people', 12, { a: repeatCount(30, 6), b: repeatCount(30, 7) }],
  ['exactly at capacity', 'nothing', 12, { a: repeatCount(30, 6), b: repeatCount(30, 6) }],
  [
    'one person over capacity in all but one minute',
    'nothing',
    12,
    { a: repeatCount(30, 6), b: [...repeatCount(29, 7), 6] },
  ],
  [
    'over capacity only because of a sensor with missing minutes',
    'nothing',
    5,
    { a: repeatCount(20, 9) },
  ],
  ['of unknown capacity', 'nothing', null, { a: repeatCount(30, 90) }],
])('for a room %s, over-capacity detection reports %s', (_, reported, capacity, counts) => {
  const [found] = findSustainedOverCapacity(makeRoomSpan(30, counts), capacity)
  expect(found && 'people' in found ? `${found.people} people` : 'nothing').toBe(reported)
})

test('a room reported as crowded is over capacity in every minute', () => {
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

test('reports every pair of sensors with identical metrics for a day', () => {
  expect(pairs({ a: busy, b: busy })).toEqual([['a', 'b']])
  expect(pairs({ a: busy, b: busy, c: busy })).toEqual([
    ['a', 'b'],
    ['a', 'c'],
    ['b', 'c'],
  ])
})

test.each([
  ['one more person in one minute', busy, [...busy.slice(0, -1), 2]],
  ['the same counts in a different order', busy, busy.toReversed()],
  ['less than an hour of data', busy.slice(0, 59), busy.slice(0, 59)],
  ['counts that never change', repeatCount(120, 2), repeatCount(120, 2)],
  ['almost no people', [...repeatCount(100, 0), 1], [...repeatCount(100, 0), 1]],
])('reports no overlap for %s', (_, a, b) => {
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
 * Returns readings for every window: two sensors in `maple` always count two people each; twelve in `hall` count zero.
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

test('runs every detector in working time', () => {
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

test('skips time-dependent detectors when the time zone is unknown', () => {
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

test('a sensor stuck above its limit makes no room look crowded', () => {
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
