import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { arbitraryId } from '#src/testing/arbitrary-id.ts'
import { escapeId, unescapeId } from './id-codec.ts'

test('an arbitrary ID survives a round trip through a URL query', () => {
  fc.assert(
    fc.property(arbitraryId(), (id) => {
      const search = new URLSearchParams({ id: escapeId(id) })
      const text = new URLSearchParams(search.toString()).get('id') ?? ''
      expect(unescapeId(text)).toBe(id)
    }),
    { numRuns: 1_000 },
  )
})

test.each([
  ['room_1', 'room_1'],
  ['a/b &', 'a/b &'],
  ['🏢', '🏢'],
  ['x\ud800', 'x~d800~'],
  ['~d800~', '~7e~d800~7e~'],
])('escapes %j as %j', (id, text) => {
  expect(escapeId(id)).toBe(text)
})
