import { expect, test } from 'vitest'
import { countNameLines, fitRows } from './fit-rows.ts'

test.each([
  ['Oak', 100, 1],
  ['Project room Zugspitze', 100, 2],
  ['Geschäftsführungsbesprechungszimmer', 100, 3],
  ['Annex Geschäftsführungsbesprechungszimmer', 100, 4],
  ['Project room Zugspitze', 160, 1],
])('"%s" in %i px takes %i lines', (name, width, lines) => {
  expect(countNameLines(name, width, false)).toBe(lines)
})

test('the mark of a sensor leaves less space for the name', () => {
  expect(countNameLines('Training room 1', 100, false)).toBe(1)
  expect(countNameLines('Training room 1', 100, true)).toBe(2)
})

test('rows with two lines leave space for fewer rows', () => {
  const countLines = (name: string) => name.length
  expect(fitRows(['a', 'a', 'a', 'a'], 3, countLines)).toHaveLength(3)
  expect(fitRows(['aa', 'a', 'aa', 'a'], 4, countLines)).toEqual(['aa', 'a'])
  expect(fitRows(['aaaaaaaaa'], 3, countLines)).toHaveLength(1)
})
