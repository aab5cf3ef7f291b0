import { capHeight, lineHeight } from './board-label-parts.ts'
import { boundingBox, clipToBox, type Box, type Point, type Polygon } from './geometry.ts'
import { wrapName } from './name-fitting.ts'
import { measureText } from './text-measure.ts'

export type ScreenSide = 'top' | 'right' | 'bottom' | 'left'

/** A dot beside a room, and words beside the dot. Lengths are in thousandths of the screen's shorter side. */
export type BoardMarker = MarkerDot & {
  /** Null if no free space is large enough for the words. */
  words: MarkerWords | null
}

type MarkerDot = { x: number; y: number; radius: number }
type MarkerWords = {
  lines: readonly { text: string; y: number }[]
  x: number
  anchor: 'start' | 'middle' | 'end'
  size: number
}

type MarkedFloor = { width: number; height: number; outlines: ReadonlyMap<string, Polygon> }
/** Font sizes of a room's name and of the smallest text. */
type MarkerSizes = { name: number; least: number }

/** Diameters of the dot in em of the smallest font size; the second is for narrow corridors. */
const diameters = [1, 0.66]
/** Distance of the dot and the words from rooms, in em of the smallest font size. It includes half a wall. */
const clearance = 0.3
/** Gap between the dot and its words, in em of the smallest font size. */
const wordGap = 0.4
/** A dot is in the middle of a corridor, but no farther from the wall than this, in diameters. */
const farthest = 3
/** The maximum depth to which a corridor is measured, and the step, both in diameters. */
const depths = { most: 6, step: 0.125 }
/** Places along the side of a room as shares of its length, the best first. */
const shares = [0.5, 0.35, 0.65, 0.2, 0.8]
/** Height of one line of words in em, with descenders and a gap. */
const oneLine = 1.2

/**
 * Places a dot outside a room at one of these sides, and words beside the dot. Neither touches a room. Chooses the
 * position where the words need the fewest lines.
 *
 * @param words wrapped at spaces onto at most three lines
 * @returns null if the floor does not have the room, or if there is no free space for the dot
 */
export function placeBoardMarker(
  floor: MarkedFloor,
  { roomId, sides }: { roomId: string; sides: readonly ScreenSide[] },
  words: string,
  sizes: MarkerSizes,
): BoardMarker | null {
  const room = floor.outlines.get(roomId)
  if (room === undefined) return null
  const isFree = freeSpaceOf(floor, clearance * sizes.least)
  const arrangements = arrangeWords(words, sizes)
  for (const diameter of diameters) {
    const dots = shares.flatMap((share) =>
      sides.flatMap((side) => {
        const dot = placeDot(room, side, share, diameter * sizes.least, sizes.least, isFree)
        return dot === null ? [] : [dot]
      }),
    )
    for (const arrange of arrangements) {
      for (const dot of dots) {
        const { box, ...placed } = arrange(dot)
        if (isFree(box)) return { ...dot, words: placed }
      }
    }
    const [first] = dots
    if (first !== undefined) return { ...first, words: null }
  }
  return null
}

/** Returns a function that tests whether a box is on the floor and at least `distance` from all rooms. */
function freeSpaceOf({ width, height, outlines }: MarkedFloor, distance: number) {
  const rooms = [...outlines.values()].flatMap((outline) => {
    const bounds = boundingBox(outline)
    return bounds === null ? [] : [{ outline, bounds }]
  })
  return (box: Box): boolean => {
    const space: Box = {
      left: box.left - distance,
      top: box.top - distance,
      right: box.right + distance,
      bottom: box.bottom + distance,
    }
    if (space.left < 0 || space.top < 0 || space.right > width || space.bottom > height)
      return false
    return !rooms.some(
      ({ outline, bounds }) => overlaps(bounds, space) && clipToBox(outline, space).length > 0,
    )
  }
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top
}

/** Returns a dot outside a room, in the middle of the free space there. Returns null if there is none. */
function placeDot(
  room: Polygon,
  side: ScreenSide,
  share: number,
  diameter: number,
  least: number,
  isFree: (box: Box) => boolean,
): MarkerDot | null {
  const wall = wallAt(room, side, share)
  // The gap is slightly larger than the clearance, so that rounding does not make the dot touch its own room.
  const gap = 1.01 * clearance * least
  for (let depth = depths.most; depth >= 1; depth -= depths.step) {
    if (!isFree(boxBeside(wall, side, gap, depth * diameter, diameter))) continue
    const distance = gap + Math.min(depth / 2, farthest) * diameter
    const [x, y] = shift(wall, side, distance)
    return { x, y, radius: diameter / 2 }
  }
  return null
}

const directions: Record<ScreenSide, Point> = {
  top: [0, -1],
  right: [1, 0],
  bottom: [0, 1],
  left: [-1, 0],
}

function shift([x, y]: Point, side: ScreenSide, by: number): Point {
  const [dx, dy] = directions[side]
  return [x + dx * by, y + dy * by]
}

/** Returns the box that begins at a distance from a wall and extends away from it. */
function boxBeside(
  wall: Point,
  side: ScreenSide,
  distance: number,
  depth: number,
  breadth: number,
): Box {
  const [near, far] = [shift(wall, side, distance), shift(wall, side, distance + depth)]
  const [dx, dy] = directions[side]
  const [acrossX, acrossY] = [Math.abs(dy) * (breadth / 2), Math.abs(dx) * (breadth / 2)]
  return {
    left: Math.min(near[0], far[0]) - acrossX,
    top: Math.min(near[1], far[1]) - acrossY,
    right: Math.max(near[0], far[0]) + acrossX,
    bottom: Math.max(near[1], far[1]) + acrossY,
  }
}

/** Returns the outermost point of an outline at one side. `share` is the position along the side, from 0 to 1. */
function wallAt(outline: Polygon, side: ScreenSide, share: number): Point {
  const bounds = boundingBox(outline) ?? { left: 0, top: 0, right: 0, bottom: 0 }
  const isVertical = side === 'left' || side === 'right'
  const [across, along] = isVertical ? ([0, 1] as const) : ([1, 0] as const)
  const [start, end] = isVertical ? [bounds.top, bounds.bottom] : [bounds.left, bounds.right]
  const at = start + share * (end - start)
  const crossings = outline.flatMap((to, index) => {
    const from = outline[index === 0 ? outline.length - 1 : index - 1] ?? to
    if (from[along] <= at === to[along] <= at) return []
    const passed = (at - from[along]) / (to[along] - from[along])
    return [from[across] + passed * (to[across] - from[across])]
  })
  const isFirst = side === 'left' || side === 'top'
  const outermost =
    crossings.length === 0 ? bounds[side] : (isFirst ? Math.min : Math.max)(...crossings)
  return isVertical ? [outermost, at] : [at, outermost]
}

type Arrange = (dot: MarkerDot) => MarkerWords & { box: Box }

/** Returns the ways to write words beside a dot, the best first. */
function arrangeWords(words: string, { name, least }: MarkerSizes): Arrange[] {
  const inLines = [[words], wrapName(words), words.split(' ').slice(0, 3)]
  return inLines.flatMap((lines) =>
    [name, least].flatMap((size) =>
      (['right', 'left', 'bottom', 'top'] as const).map(
        (side): Arrange =>
          (dot) =>
            wordsBeside(dot, side, lines, size, wordGap * least),
      ),
    ),
  )
}

function wordsBeside(
  dot: MarkerDot,
  side: ScreenSide,
  words: readonly string[],
  size: number,
  gap: number,
): MarkerWords & { box: Box } {
  const width = Math.max(...words.map((line) => measureText(line, size)))
  const height = (oneLine + (words.length - 1) * lineHeight) * size
  const isBeside = side === 'left' || side === 'right'
  const [depth, breadth] = isBeside ? [width, height] : [height, width]
  const box = boxBeside([dot.x, dot.y], side, dot.radius + gap, depth, breadth)
  const firstLine = box.top + ((oneLine + capHeight) / 2) * size
  const lines = words.map((text, index) => ({ text, y: firstLine + index * lineHeight * size }))
  if (!isBeside) return { lines, x: dot.x, anchor: 'middle', size, box }
  return side === 'right'
    ? { lines, x: box.left, anchor: 'start', size, box }
    : { lines, x: box.right, anchor: 'end', size, box }
}
