import { expect, test } from 'vitest'
import { timeZoneDataWarning } from './time-zone-data.ts'

const now = Date.UTC(2026, 10, 27)

test.each(['2025a', '2026c', '2027a'])('accepts time zone data version %s in 2026', (version) => {
  expect(timeZoneDataWarning(version, now)).toBeNull()
})

test.each([
  ['2024b', '(2024b)'],
  [undefined, '(version unknown)'],
])('warns about time zone data version %s in 2026', (version, named) => {
  expect(timeZoneDataWarning(version, now)).toContain(named)
})

test('the Node.js version that runs the tests has current time zone data', () => {
  expect(timeZoneDataWarning(process.versions['tz'], now)).toBeNull()
})
