import { displayedStates } from '#src/domain/live-rooms/displayed-rooms.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import type { Area } from '#src/board/typography/screen.ts'

/** Gap between status icons, in multiples of their size. */
const shapeGap = 0.3
/** Width of a status icon and the gaps on both sides of it, in em of the number beside it. */
const countShape = 2.4
/** Line height of such icons and numbers, in em. */
const countLine = 1.3

/** Returns the largest size of a floor's status icons on at most `mostLines` lines; null if they do not fit. */
export function largestShape(
  { width, height }: Area,
  rooms: number,
  most: number,
  mostLines: number,
): number | null {
  const sizes = Array.from({ length: mostLines }, (_, index) => {
    const lines = index + 1
    const inWidth = width / (Math.ceil(rooms / lines) * (1 + shapeGap) - shapeGap)
    const inHeight = height / (lines * (1 + shapeGap) - shapeGap)
    // One line of icons must not be limited by its height; otherwise, numbers would grow at the expense of icons.
    if (lines === 1 && Math.min(most, inWidth) > height) return 0
    return Math.min(most, inWidth, inHeight)
  })
  const size = Math.max(...sizes)
  return size > 0 ? size : null
}

/**
 * Returns the font size of the numbers when each state has one icon with a number, on up to two lines; null if they do
 * not fit.
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
