/** The three components of a colour in any colour space. */
export type Components = readonly [number, number, number]

/** Converts the components of `oklch(0.5 0.155 254)`, passed without the parentheses, to OKLab. */
export function parseOklch(components: string): Components {
  const [lightness = 0, chroma = 0, hue = 0] = components.split(/\s+/).map(Number)
  const angle = (hue * Math.PI) / 180
  return [lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)]
}

/** Converts a colour from OKLab to linear sRGB (CSS Color 4, section 10). */
export function toLinearRgb([lightness, a, b]: Components): Components {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

/** Converts a colour from linear sRGB to OKLab. */
export function toOklab([red, green, blue]: Components): Components {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

/** Clamps each component of a linear sRGB colour to 0–1. */
export function clampRgb([red, green, blue]: Components): Components {
  const clamp = (value: number) => Math.min(1, Math.max(0, value))
  return [clamp(red), clamp(green), clamp(blue)]
}
