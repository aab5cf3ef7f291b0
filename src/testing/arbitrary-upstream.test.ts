import { expect, test } from 'vitest'
import { serializeResponse } from './arbitrary-upstream.ts'

test('serialises numbers that JSON.stringify cannot serialise', () => {
  expect(serializeResponse({ last: '@-0', max: '@1e999', min: [0] })).toBe(
    '{"last":-0,"max":1e999,"min":[0]}',
  )
})
