import type { Screen } from './screen.ts'

type Shown = {
  selector: string
  text: string
  /** Position and size in pixels. */
  box: [left: number, top: number, width: number, height: number]
  /** The computed background, text colour, fill and stroke. */
  colors: string[]
}

export const comparedSelectors = [
  '.pairing-head',
  '.code',
  '.qr',
  '.pairing ol li',
  '.foot-line',
  '.progress',
  '.board-head',
  '.board-place',
  '.board-clock',
  '.board-dial',
  '.board-foot',
  '.board-pages',
  '.board-people',
  '.board-key',
  '.board-card',
  '.board-line',
  '.board-totals-floor',
  '.board-totals-name',
  '.board-totals-figure',
  '.board-totals-shape',
  '.board-legend',
  '.board-name',
  '.board-figure',
  '.board-of',
  '.board-state',
  '.board-shape',
  '.board-bar',
  '.board-bar i',
  '.board-plan-floor',
  '.board-plan > svg',
  '.board-plan-area',
  '.board-plan-edge',
  '.board-plan-name',
  '.board-plan-figure',
  '.board-plan-shape',
]

/** Returns the elements that match the selectors. Runs in the page. */
function readShown(names: string[]): Shown[] {
  return names.flatMap((selector) =>
    Array.from(document.querySelectorAll(selector), (element): Shown => {
      const { left, top, width, height } = element.getBoundingClientRect()
      const { backgroundColor, color, fill, stroke } = getComputedStyle(element)
      return {
        selector,
        text: element.textContent || '',
        box: [left, top, width, height],
        colors: [backgroundColor, color, fill, stroke],
      }
    }),
  )
}

/**
 * Returns the differences between two browsers: different elements or text, boxes that differ by more than 1% of the
 * screen's shorter side, and colours that differ by more than ΔE 2.
 */
export async function differences(
  [old, current]: readonly [Screen, Screen],
  shorterSide: number,
  compared: string[] = comparedSelectors,
): Promise<string[]> {
  const [before, after] = await Promise.all([
    old.evaluate(readShown, compared),
    current.evaluate(readShown, compared),
  ])
  const names = (all: Shown[]) => all.map(({ selector, text }) => `${selector} ${text}`).join('\n')
  if (names(before) !== names(after)) return ['different elements or text']
  if (before.length === 0) return ['no elements']
  return before.flatMap((one, index) => {
    const other = after[index] ?? one
    const moved = Math.max(...one.box.map((length, at) => Math.abs(length - (other.box[at] ?? 0))))
    const faded = Math.max(
      ...one.colors.map((color, at) => colorDifference(color, other.colors[at] ?? '')),
    )
    const label = `${one.selector} "${one.text}"`
    return [
      moved > shorterSide / 100 && `${label}: box ${one.box.join()} and ${other.box.join()}`,
      faded > 2 && `${label}: colours ${one.colors.join(' ')} and ${other.colors.join(' ')}`,
    ].filter((fault) => fault !== false)
  })
}

/** Returns the colour difference ΔE (CIE 1976), or 100 if the opacities differ or a colour cannot be parsed. */
function colorDifference(a: string, b: string): number {
  if (a === b) return 0
  const [first, second] = [parseRgb(a), parseRgb(b)]
  if (first === null || second === null) return 100
  if (Math.abs(first.alpha - second.alpha) > 0.02) return 100
  return Math.hypot(...toLab(first.rgb).map((part, at) => part - (toLab(second.rgb)[at] ?? 0)))
}

function parseRgb(color: string): { rgb: number[]; alpha: number } | null {
  const found = /^rgba?\(([^)]+)\)$/.exec(color)?.[1]
  if (found === undefined) return null
  const [red = 0, green = 0, blue = 0, alpha = 1] = found.split(/[\s,/]+/).map(Number)
  return { rgb: [red, green, blue], alpha }
}

/** Converts sRGB to CIELAB with the D65 white point. */
function toLab(rgb: readonly number[]): [number, number, number] {
  const [r = 0, g = 0, b = 0] = rgb.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  const [x = 0, y = 0, z = 0] = [
    (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
    0.2126 * r + 0.7152 * g + 0.0722 * b,
    (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
  ].map((part) => (part > 216 / 24_389 ? Math.cbrt(part) : (841 / 108) * part + 4 / 29))
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** Returns ΔE between screenshots of the two browsers at each point (in pixels), largest first. */
export async function pictureDifferences(
  [old, current]: readonly [Screen, Screen],
  points: [x: number, y: number][],
): Promise<number[]> {
  const pictures = await Promise.all([old.screenshot(), current.screenshot()])
  const [before = [], after = []] = await Promise.all(
    pictures.map((png) => current.evaluate(readPixels, { png: png.toString('base64'), points })),
  )
  return points
    .map((_, at) => {
      const [one, other] = [toLab(before[at] ?? []), toLab(after[at] ?? [])]
      return Math.hypot(...one.map((part, index) => part - (other[index] ?? 0)))
    })
    .toSorted((a, b) => b - a)
}

/** Returns the RGB colours of a Base64 PNG at the given points. Runs in the page of the current browser. */
async function readPixels({
  png,
  points,
}: {
  png: string
  points: [number, number][]
}): Promise<number[][]> {
  const bytes = Uint8Array.from(atob(png), (sign) => sign.codePointAt(0) ?? 0)
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
  canvas?.drawImage(bitmap, 0, 0)
  return points.map(([x, y]) => [...(canvas?.getImageData(x, y, 1, 1).data ?? [])].slice(0, 3))
}

/** Returns points in the fills of cards, rows and bars, away from text. Runs in the page. */
export function fillPoints(): [x: number, y: number][] {
  const middle = (element: Element): [number, number] => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return [Math.round(left + width / 2), Math.round(top + height / 2)]
  }
  const corner = (element: Element): [number, number] => {
    const { left, top, height } = element.getBoundingClientRect()
    return [Math.round(left + 8), Math.round(top + height / 4)]
  }
  return [
    ...Array.from(
      document.querySelectorAll('.board-card, .qr, .board-line[data-state=over]'),
      corner,
    ),
    ...Array.from(document.querySelectorAll('.board-bar i'), middle),
    [4, 4],
    [innerWidth - 4, innerHeight - 4],
  ]
}
