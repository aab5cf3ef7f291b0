import { expect, test } from 'vitest'
import { hour } from './duration.ts'
import { startOfLocalDay } from './local-day.ts'
import { siteZone } from './zone.ts'

const berlin = siteZone('Europe/Berlin')

test('a local day has 23 hours in spring and 25 in autumn', () => {
  const length = (noon: number) => {
    const next = startOfLocalDay(noon + 24 * hour, berlin)
    return (next - startOfLocalDay(noon, berlin)) / hour
  }
  expect(length(Date.UTC(2026, 2, 29, 11))).toBe(23)
  expect(length(Date.UTC(2026, 9, 25, 11))).toBe(25)
  expect(length(Date.UTC(2026, 10, 23, 8, 14))).toBe(24)
})
