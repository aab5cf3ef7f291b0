import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { arbitraryId } from '#src/testing/arbitrary-id.ts'
import { safeFileName } from './download.ts'

test.each([
  ['People by sensor, Juniper.csv', 'people-by-sensor-juniper.csv'],
  ['../Büro 3 / Nord.png', 'büro-3-nord.png'],
])('saves "%s" as "%s"', (name, file) => {
  expect(safeFileName(name)).toBe(file)
})

test('saves arbitrary names without path separators and halves of surrogate pairs', () => {
  fc.assert(
    fc.property(arbitraryId(), (name) => {
      expect(safeFileName(name)).toMatch(/^[\p{L}\p{N}.-]*$/u)
    }),
  )
})
