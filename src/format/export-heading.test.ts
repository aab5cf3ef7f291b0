import { expect, test } from 'vitest'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { formatIsoPeriod, periodDetails } from './export-heading.ts'

const berlin = toTimeZone('Europe/Berlin')

test('the details of a period contain its first and last day with years, and each time zone once', () => {
  const period = {
    from: Date.parse('2025-12-29T00:00+01:00'),
    to: Date.parse('2026-01-05T00:00+01:00'),
  }
  expect(periodDetails(period, [berlin, toTimeZone('America/New_York'), berlin])).toEqual([
    ['Range', '2025-12-29 – 2026-01-04'],
    ['Time zone', 'Europe/Berlin (CET), America/New_York (GMT-5)'],
  ])
})

test.each([
  ['2026-11-26T00:00+01:00', '2026-11-29T00:00+01:00', '2026-11-26 to 2026-11-28 Europe/Berlin'],
  ['2026-11-26T00:00+01:00', '2026-11-27T00:00+01:00', '2026-11-26 Europe/Berlin'],
  [
    '2026-11-26T00:00+01:00',
    '2026-11-26T09:30+01:00',
    '2026-11-26T00:00 to 2026-11-26T09:30 Europe/Berlin',
  ],
])('a title states the period from %s to %s as %s', (from, to, shown) => {
  expect(formatIsoPeriod({ from: Date.parse(from), to: Date.parse(to) }, berlin)).toBe(shown)
})
