import { expect, test } from 'vitest'
import { shorten } from './shorten.ts'

test('a long name keeps its beginning and its end', () => {
  expect(shorten('Juniper window left 1', 18)).toBe('Juniper w…w left 1')
  expect(shorten('ac:5d:5c:00:7f:01', 18)).toBe('ac:5d:5c:00:7f:01')
})
