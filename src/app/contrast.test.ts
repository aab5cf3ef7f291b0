import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { clampRgb, parseOklch, toLinearRgb } from '#src/testing/oklch.ts'

const styles = readFileSync(new URL('../components/ui/colors.css', import.meta.url), 'utf8')

/** The luminance of each colour variable (`--ink: light-dark(oklch(…), oklch(…))`) by theme. */
const tokens = new Map(
  [
    ...styles.matchAll(/--([\w-]+):\s*light-dark\(\s*oklch\(([^)]+)\),\s*oklch\(([^)]+)\)\s*\)/g),
  ].map(([, name = '', light = '', dark = '']) => [
    name,
    { light: luminance(light), dark: luminance(dark) },
  ]),
)

const text = 4.5
const largeTextAndGraphics = 3

const surfaces = ['surface', 'surface-raised', 'surface-sunken']
const pairs: [ink: string, grounds: string[], ratio: number][] = [
  ['ink', [...surfaces, 'chosen', 'busy-wash', 'over-wash'], text],
  ['ink-muted', surfaces, text],
  ['ink-faint', surfaces, text],
  ['busy-ink', [...surfaces, 'busy-wash'], text],
  ['over-ink', [...surfaces, 'over-wash'], text],
  ['accent', surfaces, text],
  ['on-accent', ['accent'], text],
  ['on-over', ['over'], text],
  ['on-busy', ['busy'], text],
  ...[1, 2, 3, 4, 5].map((step): [string, string[], number] => [
    `on-occupied-${step}`,
    [`occupied-${step}`],
    text,
  ]),
  // Boards show these colours in rooms in use, including busy rooms.
  ['ink-muted', ['occupied-2'], text],
  ['busy-ink', ['occupied-2'], text],
  ['occupied-5', [...surfaces, 'occupied-2'], largeTextAndGraphics],
  ['busy', surfaces, largeTextAndGraphics],
  ['over', surfaces, largeTextAndGraphics],
  ['line-strong', surfaces, largeTextAndGraphics],
  ...[1, 2, 3, 4, 5, 6].map((series): [string, string[], number] => [
    `series-${series}`,
    ['surface-raised'],
    largeTextAndGraphics,
  ]),
]

const cases = pairs.flatMap(([ink, grounds, ratio]) =>
  grounds.flatMap((ground) =>
    (['light', 'dark'] as const).map((theme) => [ink, ground, theme, ratio] as const),
  ),
)

test.each(cases)(
  '%s on %s in the %s theme has a contrast of at least %d',
  (ink, ground, theme, ratio) => {
    const over = tokens.get(ink)?.[theme] ?? Number.NaN
    const under = tokens.get(ground)?.[theme] ?? Number.NaN
    const contrast = (Math.max(over, under) + 0.05) / (Math.min(over, under) + 0.05)
    expect(contrast).toBeGreaterThanOrEqual(ratio)
  },
)

/** Returns the relative luminance (WCAG 2.2) of an OKLCH colour. */
function luminance(oklch: string): number {
  const [red, green, blue] = clampRgb(toLinearRgb(parseOklch(oklch)))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
