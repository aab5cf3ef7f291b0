import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseTarget, serializeTarget } from './explain-target.ts'

test('parses every serialised target back to the same target', () => {
  const kind = fc.constantFrom('room' as const, 'floor' as const, 'site' as const)
  fc.assert(
    fc.property(kind, fc.string({ minLength: 1 }), (kind, id) => {
      expect(parseTarget(serializeTarget({ kind, id }))).toEqual({ kind, id })
    }),
  )
  expect(parseTarget(serializeTarget({ kind: 'all' }))).toEqual({ kind: 'all' })
})

test.each(['', 'room', 'room:', 'desk:d1', ':f1'])('rejects the malformed target “%s”', (text) => {
  expect(parseTarget(text)).toBeNull()
})
