import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { windowFunctions } from '#src/contract/reporting.ts'
import { createReducer } from './reducer.ts'

const runs = fc.array(fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 20 })), { minLength: 1 })

test('a window is the same whether events come one by one or many at once', () => {
  fc.assert(
    fc.property(fc.constantFrom(...windowFunctions), runs, (name, many) => {
      const atOnce = createReducer(name)
      const oneByOne = createReducer(name)
      for (const [value, count] of many) {
        atOnce.add(value, count)
        for (let index = 0; index < count; index += 1) oneByOne.add(value, 1)
      }
      expect(atOnce.finish()).toBe(oneByOne.finish())
    }),
  )
})

test.each([
  ['min', 1],
  ['max', 9],
  ['sum', 21],
  ['mean', 4.2],
  ['median', 4],
  ['first', 2],
  ['last', 5],
] as const)('the window function %s of 2, 9, 4, 1, 5 is %s', (name, expected) => {
  const reducer = createReducer(name)
  for (const value of [2, 9, 4, 1, 5]) reducer.add(value, 1)
  expect(reducer.finish()).toBe(expected)
})

test('a window without events has no value, and one window leaves nothing for the next', () => {
  const reducer = createReducer('median')
  expect(reducer.finish()).toBeNull()
  reducer.add(7, 3)
  reducer.finish()
  reducer.add(1, 1)
  expect(reducer.finish()).toBe(1)
  expect(reducer.finish()).toBeNull()
})
