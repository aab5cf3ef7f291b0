import { expect, test } from 'vitest'
import { resolveColor, toSrgb } from './fixed-colors.ts'

const colors = new Map([
  ['--light', 'oklch(1 0 0)'],
  ['--dark', 'oklch(0 0 0)'],
  ['--wall', 'light-dark(var(--light), var(--dark))'],
  ['--mixed', 'color-mix(in oklab, var(--wall) 50%, var(--light))'],
])

test('resolves the variables and the theme of a colour, and rejects unknown variables', () => {
  expect(resolveColor('var(--wall)', 'light', colors)).toBe('oklch(1 0 0)')
  expect(resolveColor('var(--mixed)', 'dark', colors)).toBe(
    'color-mix(in oklab, oklch(0 0 0) 50%, oklch(1 0 0))',
  )
  expect(() => resolveColor('var(--gone)', 'dark', colors)).toThrow('--gone')
})

test.each([
  ['oklch(0.56 0.19 33)', '#cc3719'],
  ['oklch(1 0 0)', '#fff'],
  ['color-mix(in oklab, oklch(0.905 0.005 95) 70%, oklch(0.63 0.01 260))', '#c4c5c4'],
  ['color-mix(in oklab, oklch(0.96 0.005 95) 22%, transparent)', '#f3f2ee38'],
])('converts %s to %s', (color, srgb) => {
  expect(toSrgb(color)).toBe(srgb)
})
