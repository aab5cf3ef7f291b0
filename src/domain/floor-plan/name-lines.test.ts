import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitName, shortestName, wrapName } from './name-lines.ts'
import { measureText } from './text-measure.ts'

test('a shortened name keeps to its width, or is the least that says anything', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.double({ min: 0, max: 400, noNaN: true }),
      (name, width) => {
        const short = fitName(name, width, 13)
        expect(measureText(short, 13) <= width || short === shortestName(name)).toBe(true)
      },
    ),
  )
})

test('a name is broken where both lines are narrowest', () => {
  expect(wrapName('Annex ground floor')).toEqual(['Annex', 'ground floor'])
  expect(wrapName('Room 0.01')).toEqual(['Room', '0.01'])
  expect(wrapName('Atelier')).toEqual(['Atelier'])
})
