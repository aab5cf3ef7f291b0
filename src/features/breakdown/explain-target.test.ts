import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseTarget, serializeTarget } from './explain-target.ts'

test('every subject reads as it was written, whatever its id', () => {
  const kind = fc.constantFrom('room' as const, 'floor' as const, 'site' as const)
  fc.assert(
    fc.property(kind, fc.string({ minLength: 1 }), (kind, id) => {
      expect(parseTarget(serializeTarget({ kind, id }))).toEqual({ kind, id })
    }),
  )
  expect(parseTarget(serializeTarget({ kind: 'all' }))).toEqual({ kind: 'all' })
})

test.each(['', 'room', 'room:', 'desk:d1', ':f1'])('“%s” means nothing', (text) => {
  expect(parseTarget(text)).toBeNull()
})
