import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinIds, splitIds } from './id-list.ts'

test('ids with any characters are joined and split again', () => {
  expect(splitIds(joinIds(['room 1', 'a,b', 'x\ny', '.']))).toEqual(['room 1', 'a,b', 'x\ny', '.'])
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 })), (ids) => {
      expect(splitIds(joinIds(ids))).toEqual(ids)
    }),
  )
})
