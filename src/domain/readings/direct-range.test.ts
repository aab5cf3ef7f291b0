import { expect, test } from 'vitest'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { requestedWindows } from './direct-range.ts'

const zone = toTimeZone('Europe/Berlin')
const now = Date.parse('2026-11-27T12:03:30+01:00')
const at = (date: string) => Date.parse(`${date}T00:00+01:00`)

test.each([
  ['2026-11-26', '2026-11-27', '5m'],
  ['2026-11-20', '2026-11-27', '30m'],
  ['2026-10-28', '2026-11-27', '1h'],
  ['2026-06-01', '2026-11-27', '6h'],
  ['2025-11-27', '2026-11-27', '12h'],
])('the period from %s to %s has windows of %s aligned to the local zone', (from, to, every) => {
  const range = { name: 'period' as const, from: at(from), to: at(to), zone }
  const windows = requestedWindows(range, now)
  expect(windows).toMatchObject({ from: at(from), to: at(to), every, timezone: 'Europe/Berlin' })
  expect((range.to - range.from) / windows.stepMs).toBeLessThan(800)
})

test('requests a period that has not ended, and the past 24 hours, up to now', () => {
  const today = { name: 'period' as const, from: at('2026-11-27'), to: at('2026-11-28'), zone }
  expect(requestedWindows(today, now)).toMatchObject({ from: at('2026-11-27'), to: null })
  expect(requestedWindows({ name: '24h' }, now)).toEqual({
    from: Date.parse('2026-11-26T12:00+01:00'),
    to: null,
    every: '5m',
    stepMs: 300_000,
  })
})
