import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, minute } from '#src/domain/time/duration.ts'
import {
  isWorkingTime,
  analysisWindowAt,
  analysisWindowNames,
  type AnalysisWindowName,
} from './anomaly-windows.ts'

const berlin = { name: 'Europe/Berlin', known: true }
const at = (text: string) => Date.parse(text)

test.each<[AnalysisWindowName, string, [string, string] | null]>([
  ['half-hour', '2026-11-23T10:15:40+01:00', ['09:42', '10:12']],
  ['night', '2026-11-23T10:15:00+01:00', ['00:00', '05:00']],
  ['working-day', '2026-11-23T10:02:00+01:00', null],
  ['working-day', '2026-11-23T10:03:00+01:00', ['09:00', '10:00']],
  ['working-day', '2026-11-23T21:00:00+01:00', ['09:00', '17:00']],
  ['working-day', '2026-11-22T12:00:00+01:00', null],
  ['three-hours', '2026-11-23T12:02:00+01:00', null],
  ['three-hours', '2026-11-23T14:33:00+01:00', ['11:30', '14:30']],
  ['three-hours', '2026-11-23T23:00:00+01:00', ['14:00', '17:00']],
])('the “%s” window at %s is %j', (name, now, expected) => {
  const day = now.slice(0, 11)
  expect(analysisWindowAt(name, at(now), berlin)).toEqual(
    expected && {
      from: at(`${day}${expected[0]}:00+01:00`),
      to: at(`${day}${expected[1]}:00+01:00`),
    },
  )
})

test('the “night” window is the previous night until 3 minutes after the current night ends', () => {
  expect(analysisWindowAt('night', at('2026-11-23T05:02:00+01:00'), berlin)?.to).toBe(
    at('2026-11-22T05:00:00+01:00'),
  )
  expect(analysisWindowAt('night', at('2026-11-23T05:03:00+01:00'), berlin)?.to).toBe(
    at('2026-11-23T05:00:00+01:00'),
  )
})

test('working hours are from 09:00 to 17:00, but not on a Saturday', () => {
  const times = ['2026-11-23T08:59', '2026-11-23T09:00', '2026-11-23T17:00', '2026-11-21T12:00']
  expect(times.map((time) => isWorkingTime(at(`${time}:00+01:00`), berlin))).toEqual([
    false,
    true,
    false,
    false,
  ])
})

test('every window ends at least 3 minutes ago, spans whole minutes and is shorter than half a day', () => {
  const moments = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z') })
  fc.assert(
    fc.property(fc.constantFrom(...analysisWindowNames), moments, (name, now) => {
      const span = analysisWindowAt(name, now, berlin)
      if (!span) return
      expect(span.from).toBeLessThan(span.to)
      expect(span.to).toBeLessThanOrEqual(now - 3 * minute)
      expect(span.to - span.from).toBeLessThan(day / 2)
      expect([span.from % minute, span.to % minute]).toEqual([0, 0])
    }),
  )
})
