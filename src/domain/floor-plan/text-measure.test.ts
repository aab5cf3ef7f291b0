import { expect, test } from 'vitest'
import { measureText } from './text-measure.ts'

/** Widths in em at weight 600, measured in Chromium with proportional and with tabular figures. */
const measured: [letter: string, proportional: number, tabular: number][] = [
  ['0', 0.66, 0.647],
  ['1', 0.423, 0.647],
  ['2', 0.623, 0.647],
  ['3', 0.636, 0.647],
  ['4', 0.666, 0.647],
  ['5', 0.612, 0.647],
  ['6', 0.64, 0.647],
  ['7', 0.594, 0.647],
  ['8', 0.64, 0.647],
  ['9', 0.64, 0.647],
  ['+', 0.673, 0.647],
  ['/', 0.379, 0.379],
  [':', 0.319, 0.269],
  ['%', 1.004, 1.004],
]

test.each(measured)('“%s” is at most as wide as estimated', (letter, proportional, tabular) => {
  expect(measureText(letter, 1)).toBeGreaterThanOrEqual(Math.max(proportional, tabular))
})

test('a hyphen is at most as wide as estimated when figures are proportional', () => {
  expect(measureText('-', 1)).toBeGreaterThanOrEqual(0.465)
})
