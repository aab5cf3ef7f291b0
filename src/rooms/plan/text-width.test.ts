import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { onTwoLines, shortened, shortest, textWidth } from './text-width.ts'

test('a shortened name keeps to its width, or is the least that says anything', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.double({ min: 0, max: 400, noNaN: true }),
      (name, width) => {
        const short = shortened(name, 13, width)
        expect(textWidth(short, 13) <= width || short === shortest(name)).toBe(true)
      },
    ),
  )
})

test('a name is broken where both lines are narrowest', () => {
  expect(onTwoLines('Annex ground floor')).toEqual(['Annex', 'ground floor'])
  expect(onTwoLines('Room 0.01')).toEqual(['Room', '0.01'])
  expect(onTwoLines('Atelier')).toEqual(['Atelier'])
})
