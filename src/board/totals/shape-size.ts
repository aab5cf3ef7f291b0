import { displayedStates } from '#src/domain/live-rooms/displayed-rooms.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import type { Area } from '#src/board/typography/screen.ts'

/** Gap between status icons, in multiples of their size. */
const shapeGap = 0.3
/** Width of a status icon and the gaps on both sides, in em of the number beside it. */
const countShape = 2.4
/** Line height of status icons with numbers, in em. */
const countLine = 1.3

/** Icons on fewer lines may shrink to this fraction of the largest size, because fewer lines are easier to compare. */
const fewerLines = 0.85

/** The length of icons and the gaps between them, in multiples of the size of an icon. */
const lineLength = (icons: number) => icons * (1 + shapeGap) - shapeGap

/** The size of a floor's status icons, and their maximum number per line. */
export type ShapeFit = { size: number; perLine: number }

/**
 * Returns the largest size at which a floor's icons fit on up to `mostLines` lines. Returns a slightly smaller size if
 * the icons then need fewer lines, and null if they do not fit or if one line of icons would be higher than the area.
 */
export function fitShapes(
  { width, height }: Area,
  rooms: number,
  most: number,
  mostLines: number,
): ShapeFit | null {
  // Icons on one line must be as large as the width allows. Otherwise, the numbers would grow at the cost of the icons,
  // and icons on several lines would be even smaller.
  if (Math.min(most, width / lineLength(rooms)) > height) return null
  const fits = Array.from({ length: mostLines }, (_, index): ShapeFit => {
    const lines = index + 1
    const perLine = Math.ceil(rooms / lines)
    const inWidth = width / lineLength(perLine)
    const inHeight = height / lineLength(lines)
    return { size: Math.min(most, inWidth, inHeight), perLine }
  })
  const largest = Math.max(...fits.map(({ size }) => size))
  return largest > 0 ? (fits.find(({ size }) => size >= fewerLines * largest) ?? null) : null
}

/**
 * Returns the font size of the numbers if each state has one icon and a number, on up to two lines. Null if they do not
 * fit.
 */
export function countSize(
  { width, height }: Area,
  rooms: number,
  least: number,
  most: number,
): number | null {
  const entry = countShape + measureText(String(rooms), 1)
  const states = Math.min(displayedStates.length, rooms)
  const sizes = [1, 2].map((lines) =>
    Math.min(most, width / (entry * Math.ceil(states / lines)), height / (lines * countLine)),
  )
  const size = Math.max(...sizes)
  return size >= least ? size : null
}
