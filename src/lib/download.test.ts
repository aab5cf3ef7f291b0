import { expect, test } from 'vitest'
import { safeFileName } from './download.ts'

test.each([
  ['People by sensor, Juniper.csv', 'people-by-sensor-juniper.csv'],
  ['../Büro 3 / Nord.png', 'büro-3-nord.png'],
])('saves "%s" as "%s"', (name, file) => {
  expect(safeFileName(name)).toBe(file)
})
