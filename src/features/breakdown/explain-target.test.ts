import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { subjectFrom, subjectText } from './explain-target.ts'

test('every subject reads as it was written, whatever its id', () => {
  const kind = fc.constantFrom('room' as const, 'floor' as const, 'site' as const)
  fc.assert(
    fc.property(kind, fc.string({ minLength: 1 }), (kind, id) => {
      expect(subjectFrom(subjectText({ kind, id }))).toEqual({ kind, id })
    }),
  )
  expect(subjectFrom(subjectText({ kind: 'all' }))).toEqual({ kind: 'all' })
})

test.each(['', 'room', 'room:', 'desk:d1', ':f1'])('“%s” means nothing', (text) => {
  expect(subjectFrom(text)).toBeNull()
})
