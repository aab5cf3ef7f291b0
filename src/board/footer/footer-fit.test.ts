import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { countKeyColumns, fitFooter, measureFooter } from './footer-fit.ts'

const content = (roomCount: number) =>
  measureFooter({ locale: 'en-GB', roomCount, seats: 8 * roomCount })

test('the footer grows to 1.5 times the smallest size for three rooms, and stays small for 82 rooms', () => {
  expect(fitFooter({ orientation: 'landscape' }, 169.8, 2.8, content(3)).size).toBeCloseTo(4.2)
  const many = fitFooter({ orientation: 'landscape' }, 169.8, 2.8, content(82))
  expect(many).toMatchObject({ key: 'beside', lines: 1 })
  expect(many.size).toBeLessThan(3.1)
})

test('in portrait, the legend has one line for three rooms and columns for 82 rooms', () => {
  expect(fitFooter({ orientation: 'portrait' }, 92, 2.8, content(3)).key).toBe('line')
  expect(fitFooter({ orientation: 'portrait' }, 92, 2.8, content(82)).key).toBe('columns')
})

test('the lines of a legend in columns differ by at most one entry', () => {
  expect([1, 2, 3, 4, 5, 6, 7].map(countKeyColumns)).toEqual([1, 2, 3, 4, 3, 3, 4])
})

test('the footer’s font size is always between 1 and 1.5 times the smallest size', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('landscape' as const, 'portrait' as const),
      fc.double({ min: 50, max: 250, noNaN: true }),
      fc.double({ min: 1.5, max: 12, noNaN: true }),
      fc.integer({ min: 0, max: 5000 }),
      (orientation, width, least, roomCount) => {
        const { size } = fitFooter({ orientation }, width, least, content(roomCount))
        expect(size).toBeGreaterThanOrEqual(least)
        expect(size).toBeLessThanOrEqual(1.5 * least + 1e-9)
      },
    ),
  )
})
