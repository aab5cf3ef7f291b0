import { expect, test } from 'vitest'
import { legibleFontSize, screenSidesCm } from './screen.ts'

const screen = { diagonalInches: 55, aspect: '16:9', distanceMetres: 3 } as const

test('a 55-inch screen is 122 by 68 cm', () => {
  const [longer, shorter] = screenSidesCm(screen)
  expect(longer).toBeCloseTo(121.8, 1)
  expect(shorter).toBeCloseTo(68.5, 1)
})

test.each([
  [3, 3.5],
  [5, 5.84],
])(
  'sizes names for %i m at %d percent of the shorter side, so that capitals have 20 arc-minutes',
  (metres, percent) => {
    const size = legibleFontSize({ ...screen, distanceMetres: metres })
    expect(size).toBeCloseTo(percent, 1)
    const capitalCm = (size / 100) * 68.5 * 0.727
    const arcMinutes = Math.atan(capitalCm / (metres * 100)) * (180 / Math.PI) * 60
    expect(arcMinutes).toBeCloseTo(20, 0)
  },
)
