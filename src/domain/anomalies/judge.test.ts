import { expect, test } from 'vitest'
import type { SpanReadings } from '#src/domain/readings/spans.ts'
import { spanAt, spanNames, type SpanName } from '#src/domain/readings/spans.ts'
import { minute } from '#src/domain/time/duration.ts'
import type { Zone } from '#src/domain/time/zone.ts'
import { describedDevice } from '#src/testing/example-topology.ts'
import { metricsOf, steady } from '#src/testing/example-span.ts'
import { suspicionsOf } from './judge.ts'

const berlin = { name: 'Europe/Berlin', known: true }
const monday = Date.parse('2026-11-23T15:00:00+01:00')
const sunday = Date.parse('2026-11-22T15:00:00+01:00')
const maple = (now: number) => ({
  id: 'maple',
  capacity: 3,
  devices: ['a', 'b', 'quiet'].map((mac) =>
    describedDevice({ mac, online: true, lastHeartbeatAt: now - minute }),
  ),
})

/** Two people under each of two sensors at all times, and nobody anywhere under twelve others. */
function everySpan(now: number, zone: Zone): Partial<Record<SpanName, SpanReadings | null>> {
  return Object.fromEntries(
    spanNames.map((name) => {
      const span = spanAt(name, now, zone)
      if (span === null) return [name, null]
      const always = (count: number) => ({
        kind: 'reading' as const,
        metrics: metricsOf(steady((span.to - span.from) / minute, count)),
      })
      const readings = {
        maple: { a: always(2), b: always(2) },
        hall: Object.fromEntries([...Array(12).keys()].map((index) => [index, always(0)])),
      }
      return [name, { ...span, readings }]
    }),
  )
}

const kinds = (now: number, zone: Zone, spans = everySpan(now, zone)) =>
  suspicionsOf([maple(now)], spans, zone, now).map(({ kind, macs }) => `${kind} ${macs.join()}`)

test('in working time everything is asked', () => {
  expect(kinds(monday, berlin)).toEqual([
    'silent quiet',
    'stuck a',
    'stuck b',
    'constant a',
    'constant b',
    'crowded a,b',
  ])
})

test('on a Sunday nobody is awaited, so nobody is missed', () => {
  expect(kinds(sunday, berlin)).toEqual(['stuck a', 'stuck b', 'crowded a,b'])
})

test('where nobody set a zone nobody knows when it is night', () => {
  expect(kinds(monday, { name: 'UTC', known: false })).toEqual(['crowded a,b'])
})

test('where zeros are withheld a sensor that sees nobody is not silent', () => {
  const spans = everySpan(monday, berlin)
  const one = { kind: 'reading' as const, metrics: metricsOf(steady(30, 1)) }
  const all = Object.fromEntries([...Array(12).keys()].map((index) => [index, one]))
  const latest = spans['half-hour']
  if (!latest) throw new Error('There is always a last half hour.')
  const withheld = { ...latest, readings: { ...latest.readings, hall: all } }
  expect(kinds(monday, berlin, { 'half-hour': withheld })).toEqual(['crowded a,b'])
})

test('of what was not told nothing is said', () => {
  expect(kinds(monday, berlin, {})).toEqual([])
})
