/**
 * Returns the root font size as a multiple of the default, 16 px; 1 if there is no layout, as in jsdom. Callers use it
 * to scale sizes in pixels that depend on text, such as estimated row heights.
 */
export function rootFontScale(): number {
  const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  return Number.isFinite(size) ? size / 16 : 1
}
