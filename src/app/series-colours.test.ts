import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { clampRgb, type Components, parseOklch, toLinearRgb, toOklab } from '#src/testing/oklch.ts'

const styles = readFileSync(new URL('../components/ui/colors.css', import.meta.url), 'utf8')
const definitions = /--(series-\d|ink):\s*light-dark\(\s*oklch\(([^)]+)\),\s*oklch\(([^)]+)\)\s*\)/g

/** The colours of chart lines in linear sRGB: six for sensors, and `--ink` for the room. */
const lines = [...styles.matchAll(definitions)].map(([, name = '', light = '', dark = '']) => ({
  name,
  light: clampRgb(toLinearRgb(parseOklch(light))),
  dark: clampRgb(toLinearRgb(parseOklch(dark))),
}))

/** Colour vision as a matrix on linear sRGB (Machado, Oliveira and Fernandes 2009, severity 1). */
const visions: Record<string, readonly Components[]> = {
  'normal vision': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
}

test.each([
  ['normal vision', 'light', 0.15],
  ['normal vision', 'dark', 0.15],
  ['deuteranopia', 'light', 0.1],
  ['deuteranopia', 'dark', 0.1],
  ['protanopia', 'light', 0.1],
  ['protanopia', 'dark', 0.1],
] as const)(
  'with %s, lines of the %s theme are at least %d apart in OKLab',
  (vision, theme, least) => {
    expect(lines).toHaveLength(7)
    const seen = lines.map((line) => ({
      name: line.name,
      colour: toOklab(clampRgb(multiply(visions[vision] ?? [], line[theme]))),
    }))
    const tooClose = seen.flatMap((line, index) =>
      seen
        .slice(index + 1)
        .filter(
          ({ colour }) =>
            Math.hypot(...colour.map((value, i) => value - (line.colour[i] ?? 0))) < least,
        )
        .map((other) => `${line.name}, ${other.name}`),
    )
    expect(tooClose).toEqual([])
  },
)

function multiply(matrix: readonly Components[], colour: Components): Components {
  const [red = 0, green = 0, blue = 0] = matrix.map((row) =>
    row.reduce((sum, factor, index) => sum + factor * (colour[index] ?? 0), 0),
  )
  return [red, green, blue]
}
