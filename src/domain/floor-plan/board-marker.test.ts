import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { clipToBox, type Box, type Polygon } from './geometry.ts'
import { placeBoardMarker, type BoardMarker } from './board-marker.ts'
import { measureText } from './text-measure.ts'
import { rectangle } from '#src/testing/polygons.ts'

const words = 'You are here'
const sizes = { name: 35, least: 28 }
const allSides = ['bottom', 'top', 'right', 'left'] as const

const floorOf = (rooms: readonly Polygon[], width = 1000, height = 600) => ({
  width,
  height,
  outlines: new Map(rooms.map((outline, at) => [`r${at}`, outline])),
})

/** Creates a floor with two rows of rooms and a corridor of this width between them. */
const acrossCorridor = (corridor: number) =>
  floorOf([
    rectangle(0, 0, 500, 300 - corridor / 2),
    rectangle(500, 0, 500, 300 - corridor / 2),
    rectangle(0, 300 + corridor / 2, 1000, 300 - corridor / 2),
  ])

/** Places the dot of the first room at any of its sides. */
const markerInCorridor = (corridor: number) =>
  placeBoardMarker(acrossCorridor(corridor), { roomId: 'r0', sides: allSides }, words, sizes)

test('places the dot in the middle of the corridor, with its words on one line beside it', () => {
  const marker = markerInCorridor(80)
  expect(marker).toMatchObject({ x: 250, radius: 14 })
  expect(Math.abs((marker?.y ?? 0) - 300)).toBeLessThan(2)
  expect(marker?.words).toMatchObject({ anchor: 'start', size: 35 })
  expect(marker?.words?.lines.map(({ text }) => text)).toEqual([words])
  expect(marker?.words?.x).toBeGreaterThan(250 + 14)
})

test('in a corridor that runs down the floor, writes the words one below the other', () => {
  const upright = floorOf([rectangle(0, 0, 250, 1000), rectangle(360, 0, 240, 1000)], 600, 1000)
  const marker = placeBoardMarker(upright, { roomId: 'r1', sides: allSides }, words, sizes)
  expect(Math.abs((marker?.x ?? 0) - 305)).toBeLessThan(2)
  expect(marker?.words?.lines.map(({ text }) => text)).toEqual(['You', 'are', 'here'])
  expect(marker?.words?.anchor).toBe('middle')
})

test('in a narrow corridor, shows a smaller dot without words', () => {
  const marker = markerInCorridor(38)
  expect(marker?.radius).toBeLessThan(14)
  expect(marker?.words).toBeNull()
})

test('shows no dot if there is no corridor, the side has no space, or the floor does not have the room', () => {
  const at = (roomId: string, sides: readonly ('top' | 'bottom')[]) =>
    placeBoardMarker(acrossCorridor(80), { roomId, sides }, words, sizes)
  expect(markerInCorridor(0)).toBeNull()
  expect(at('r0', ['top'])).toBeNull()
  expect(at('r0', ['bottom'])).not.toBeNull()
  expect(at('gone', ['top', 'bottom'])).toBeNull()
})

test('at the inner corner of a room, measures from the wall and not from the bounding box', () => {
  const lShaped: Polygon = [
    [0, 0],
    [300, 0],
    [300, 300],
    [800, 300],
    [800, 600],
    [0, 600],
  ]
  const marker = placeBoardMarker(
    floorOf([lShaped]),
    { roomId: 'r0', sides: ['top'] },
    words,
    sizes,
  )
  expect(marker?.x).toBeGreaterThan(300)
  expect(marker?.y).toBeLessThan(300)
  expect(marker?.y).toBeGreaterThan(200)
})

/** Returns the boxes of the dot and of each line of words. */
function coveredBoxes({ x, y, radius, words: placed }: BoardMarker): Box[] {
  const dot = { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }
  const lines = (placed?.lines ?? []).map((line): Box => {
    const { size, anchor } = placed ?? { size: 0, anchor: 'start' }
    const width = measureText(line.text, size)
    const left = (placed?.x ?? 0) - (anchor === 'start' ? 0 : anchor === 'end' ? width : width / 2)
    return { left, top: line.y - 0.73 * size, right: left + width, bottom: line.y + 0.2 * size }
  })
  return [dot, ...lines]
}

test('keeps the dot and its words on the floor and clear of all rooms', () => {
  const corner = fc.integer({ min: 0, max: 900 })
  const side = fc.integer({ min: 20, max: 400 })
  const room = fc.tuple(corner, corner, side, side)
  fc.assert(
    fc.property(fc.array(room, { minLength: 1, maxLength: 12 }), (rooms) => {
      const outlines = rooms.map(([left, top, width, height]) =>
        rectangle(left, top, width, height),
      )
      const floor = floorOf(outlines, 1300, 1300)
      const marker = placeBoardMarker(floor, { roomId: 'r0', sides: allSides }, words, sizes)
      for (const box of marker === null ? [] : coveredBoxes(marker)) {
        expect(Math.min(box.left, box.top)).toBeGreaterThanOrEqual(0)
        expect(Math.max(box.right, box.bottom)).toBeLessThanOrEqual(1300)
        for (const outline of outlines) expect(clipToBox(outline, box)).toEqual([])
      }
    }),
  )
})
