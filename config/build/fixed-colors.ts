import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { transform } from 'lightningcss'
import type { Plugin } from 'vite'

const files = ['src/components/ui/colors.css', 'src/board/board-colors.css'].map((path) =>
  fileURLToPath(new URL(`../../${path}`, import.meta.url)),
)
const themes = ['light', 'dark'] as const
type Theme = (typeof themes)[number]

/**
 * Replaces the colours of a page with fixed sRGB values for each theme, because TVs from before 2023 do not support
 * OKLCH, `light-dark()` or `color-mix()`. A page without a theme is dark.
 */
export function fixedColors(): Plugin {
  return {
    name: 'headroom-fixed-colors',
    apply: 'build',
    enforce: 'pre',
    load: (id) => {
      if (!files.includes(id)) return null
      const [light, dark] = themes.map((theme) => declareColors(id, theme))
      return `:root,[data-theme=dark]{${dark}}[data-theme=light]{${light}}`
    },
  }
}

/** Returns the colours that a file declares, in sRGB. */
function declareColors(file: string, theme: Theme): string {
  const all = new Map(files.flatMap(parseDeclarations))
  return parseDeclarations(file)
    .map(([name, value]) => `${name}:${toSrgb(resolveColor(value, theme, all))}`)
    .join(';')
}

function parseDeclarations(file: string): (readonly [name: string, value: string])[] {
  const declarations = readFileSync(file, 'utf8').matchAll(/(--[\w-]+):\s*([^;]+);/g)
  return [...declarations].map(([, name = '', value = '']) => [name, value] as const)
}

/** Returns a colour with its variables resolved and `light-dark()` replaced with the value for the theme. */
export function resolveColor(
  value: string,
  theme: Theme,
  colors: ReadonlyMap<string, string>,
): string {
  const [light, dark] = splitArguments(/^light-dark\((.*)\)$/s.exec(value)?.[1] ?? '')
  const chosen = (light === undefined || dark === undefined ? value : { light, dark }[theme]).trim()
  return chosen.replaceAll(/var\((--[\w-]+)\)/g, (_, name: string) => {
    const referenced = colors.get(name)
    if (referenced === undefined) throw new Error(`${name} is not a declared colour.`)
    return resolveColor(referenced, theme, colors)
  })
}

/** Splits the arguments of a CSS function at the commas outside parentheses. */
function splitArguments(list: string): string[] {
  const parts = ['']
  let depth = 0
  for (const sign of list) {
    if (sign === '(') depth += 1
    if (sign === ')') depth -= 1
    if (sign === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += sign
  }
  return list === '' ? [] : parts
}

/** Returns a colour in sRGB as minified CSS: `#cc3719`, `#fff`, or `#f3f2ee38` if it is translucent. */
export function toSrgb(color: string): string {
  const { code } = transform({
    filename: 'color.css',
    code: Buffer.from(`a{color:${color}}`),
    minify: true,
    targets: { chrome: 76 << 16 },
  })
  const found = /color:(#[\da-f]{3,8}|[a-z]+)[;}]/.exec(code.toString())?.[1]
  if (found === undefined) throw new Error(`${color} has no value in sRGB.`)
  return found
}
