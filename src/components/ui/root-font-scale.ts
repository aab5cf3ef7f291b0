/**
 * Returns the root font size as a multiple of 16 px, or 1 if there is no layout (jsdom). Scales lengths in pixels that
 * depend on text, such as estimated row heights.
 */
export function rootFontScale(): number {
  const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  return Number.isFinite(size) ? size / 16 : 1
}
