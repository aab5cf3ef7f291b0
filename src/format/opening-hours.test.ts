import { expect, test } from 'vitest'
import { siteOpening } from '#src/domain/settings/site-opening.ts'
import { formatOpeningHours } from './opening-hours.ts'

test.each([
  [undefined, 'Mon–Fri, 08:00–18:00'],
  [{ sunday: '07:00-17:00', monday: '07:00-17:00' }, 'Sun–Mon, 07:00–17:00'],
  [
    { monday: '08:00-12:00, 13:00-18:00', wednesday: '08:00-12:00, 13:00-18:00' },
    'Mon, Wed, 08:00–12:00 and 13:00–18:00',
  ],
  [{ thursday: '08:00-18:00', friday: '08:00-12:00' }, 'Thu, 08:00–18:00; Fri, 08:00–12:00'],
  [{ friday: '22:00-24:00', saturday: '00:00-02:00' }, 'Fri, 22:00–02:00'],
  [
    { sunday: '20:00-24:00', monday: '00:00-04:00, 08:00-12:00' },
    'Mon, 08:00–12:00; Sun, 20:00–04:00',
  ],
])('formats the opening hours %j as %s', (openingHours, words) => {
  expect(formatOpeningHours(siteOpening(openingHours && { openingHours }).hours)).toBe(words)
})

test('formats a week without a closed day', () => {
  expect(formatOpeningHours(Array.from({ length: 7 }, () => [{ from: 0, to: 24 }]))).toBe(
    'every day, 00:00–24:00',
  )
})
