/**
 * Returns the root font size as a multiple of the default of 16 pixels. Sizes in pixels that belong to text, such as
 * estimated heights of rows, are multiplied by it. 1 without a layout, as in jsdom.
 */
export function rootFontScale(): number {
  const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  return Number.isFinite(size) ? size / 16 : 1
}
