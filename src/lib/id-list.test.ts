import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinIds, splitIds } from './id-list.ts'

test('joins and splits IDs with any characters', () => {
  expect(splitIds(joinIds(['room 1', 'a,b', 'x\ny', '.']))).toEqual(['room 1', 'a,b', 'x\ny', '.'])
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 })), (ids) => {
      expect(splitIds(joinIds(ids))).toEqual(ids)
    }),
  )
})
