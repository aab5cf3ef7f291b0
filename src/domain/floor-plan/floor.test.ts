import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { layOutBoardFloor, measureBoardFloor } from './board-floor.ts'
import { canvasHeight, fitFloor, layOutPageFloor } from './page-floor.ts'
import { prepareFloor, type FloorRoom } from './floor.ts'
import type { Box } from './geometry.ts'
import { layOutPageLabel } from './page-label.ts'

type Corners = readonly (readonly number[])[]

const rectangle = (left: number, top: number, width = 4, height = 3): Corners => [
  [left, top],
  [left + width, top],
  [left + width, top + height],
  [left, top + height],
]
const room = (id: string, outline: Corners | null, rotation = 0): FloorRoom => ({
  id,
  outline,
  rotation,
})
/** Returns a floor of twelve typical rooms, with coordinates in units of 1/`unit` metre. */
const floorIn = (unit: number) =>
  Array.from({ length: 12 }, (_, index) =>
    room(
      `r${index}`,
      rectangle((index % 4) * 4, Math.floor(index / 4) * 3).map((point) =>
        point.map((metres) => metres * unit),
      ),
    ),
  )
const reasonOf = (outline: Corners) =>
  prepareFloor([...floorIn(1), room('odd', outline)]).notDrawn.get('odd')
const circle = (corners: number): Corners =>
  Array.from({ length: corners }, (_, index) => [
    2 + 2 * Math.cos((2 * Math.PI * index) / corners),
    2 + 2 * Math.sin((2 * Math.PI * index) / corners),
  ])
const canvas = { width: 1148, height: 640 }
const space = { width: 1696, height: 720 }

test.each<[string, Corners]>([
  [
    'a slanted line there and back',
    [
      [0, 6],
      [4, 9],
      [0, 6],
    ],
  ],
  [
    'points on a diagonal',
    [
      [0, 0.1],
      [0.1, 0.2],
      [0.3, 0.4],
    ],
  ],
  [
    'the same point five times',
    [
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
    ],
  ],
  [
    'two points',
    [
      [0, 0],
      [4, 0],
    ],
  ],
  [
    'there and back along two walls',
    [
      [0, 0],
      [4, 0],
      [4, 3],
      [4, 0],
    ],
  ],
  ['a room thinner than its walls', rectangle(0, 0, 10, 0.001)],
  ['a rectangle that rounding collapses', rectangle(1e11, 1e11, 1e-6, 1e-6)],
])('does not draw an outline without area: %s', (_, outline) => {
  expect(reasonOf(outline)).toBe('no-area')
})

test.each<[string, Corners]>([
  ['coordinates of 1e17', rectangle(1e17, 1e17)],
  ['coordinates of 1e308', rectangle(1e308, -1e308)],
  [
    'a corner that is NaN',
    [
      [0, 0],
      [4, Number.NaN],
      [4, 3],
      [0, 3],
    ],
  ],
  [
    'a corner that is infinite',
    [
      [0, 0],
      [Infinity, 0],
      [4, 3],
      [0, 3],
    ],
  ],
  ['a corner with only one coordinate', [[0, 0], [4], [4, 3], [0, 3]]],
])('does not draw an outline with invalid coordinates: %s', (_, outline) => {
  expect(reasonOf(outline)).toBe('unreadable')
})

test.each<[string, Corners]>([
  [
    'crossing walls',
    [
      [0, 0],
      [4, 3],
      [4, 0],
      [0, 3],
    ],
  ],
  [
    'repeated and closing points',
    [
      [0, 0],
      [0, 0],
      [4, 0],
      [4, 3],
      [4, 3],
      [0, 3],
      [0, 0],
    ],
  ],
  ['1,000 corners', circle(1000)],
  ['100,000 corners', circle(100_000)],
  ['negative coordinates', rectangle(-300, -200)],
])('draws an unusual outline with an area: %s', (_, outline) => {
  expect(prepareFloor([room('odd', outline)]).rooms.has('odd')).toBe(true)
})

test('removes repeated, closing and collinear corners and leaves the rest unchanged', () => {
  const { rooms } = prepareFloor([
    room('a', [
      [0, 0],
      [0, 0],
      [2, 0],
      [4, 0],
      [4, 3],
      [4, 3],
      [0, 3],
      [0, 0],
    ]),
  ])
  expect(rooms.get('a')?.corners).toEqual(rectangle(0, 0))
})

test('simplifies an outline with many corners and preserves its shape', () => {
  const outline = prepareFloor([room('round', circle(1000))]).rooms.get('round')
  expect(outline?.corners.length).toBeLessThanOrEqual(256)
  expect(outline?.simple.length).toBeLessThanOrEqual(24)
  for (const [x, y] of outline?.corners ?? []) {
    expect(Math.hypot(x - 2, y - 2)).toBeCloseTo(2, 3)
  }
})

test.each([1, 1000, 0.00001, 40])(
  'fits a floor on the canvas if its coordinates are in units of 1/%d metre',
  (unit) => {
    const { drawn } = layOutPageFloor(floorIn(unit))
    if (drawn === null) throw new Error('expected a drawn floor')
    const { scale, x, y } = fitFloor(drawn.bounds, canvas)
    expect(drawn.shapes.size).toBe(12)
    expect(drawn.bounds.right * scale + x).toBeLessThanOrEqual(canvas.width)
    expect(drawn.bounds.bottom * scale + y).toBeLessThanOrEqual(canvas.height)
    expect(drawn.bounds.right * scale + x).toBeGreaterThan(canvas.width / 2)
  },
)

test('marks a floor whose coordinates cannot be metres as not to scale', () => {
  expect(prepareFloor(floorIn(1)).isToScale).toBe(true)
  expect(prepareFloor(floorIn(1000)).isToScale).toBe(false)
  expect(prepareFloor(floorIn(0.00001)).isToScale).toBe(false)
})

test.each([
  [12, 50_000],
  [12, -50_000],
  [2, 50_000],
  [2, -50_000],
  [1, 1e9],
])('draws %d rooms and reports another room at %d m as far away', (count, away) => {
  const near = floorIn(1).slice(0, count)
  const { rooms, notDrawn, bounds } = prepareFloor([...near, room('far', rectangle(away, away))])
  expect([...notDrawn]).toEqual([['far', 'far-away']])
  expect([...rooms.keys()]).toEqual(near.map(({ id }) => id))
  expect(bounds?.right).toBeLessThan(20)
})

test('does not report a wing of the building as far away', () => {
  const wing = floorIn(1).map(({ outline, ...rest }, index) =>
    room(`wing${index}`, outline?.map(([x = 0, y = 0]) => [x + 150, y]) ?? null, rest.rotation),
  )
  expect(prepareFloor([...floorIn(1), ...wing]).notDrawn.size).toBe(0)
})

test('on a floor in metres, reports a room in millimetres as far away and a room in kilometres as too small', () => {
  const big = prepareFloor([...floorIn(1), room('odd', rectangle(0, 0, 4000, 3000))])
  expect(big.notDrawn.get('odd')).toBe('far-away')
  const small = prepareFloor([...floorIn(1), room('odd', rectangle(0, 0, 0.004, 0.003))])
  expect(small.notDrawn.get('odd')).toBe('too-small')
})

test.each([90, -90, 1e9, 1e308, Number.NaN, Infinity])(
  'keeps a room finite and in position when its rotation is %d degrees',
  (rotation) => {
    const outline = prepareFloor([room('a', rectangle(0, 0), rotation)]).rooms.get('a')
    expect(outline?.corners).toHaveLength(4)
    expect(outline?.corners.flat().every((value) => value >= -1 && value <= 6)).toBe(true)
  },
)

/** Any number that JSON or arithmetic can produce, weighted towards typical values. */
const coordinate = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -20, max: 20 }) },
  { weight: 3, arbitrary: fc.double({ min: -50, max: 50, noNaN: true }) },
  { weight: 1, arbitrary: fc.double() },
)
const corners = fc.array(fc.array(coordinate, { minLength: 2, maxLength: 2 }), { maxLength: 40 })
const floors = fc.array(
  fc.record({
    outline: fc.option(corners, { nil: null }),
    rotation: fc.oneof(fc.double(), fc.integer({ min: -360, max: 360 })),
  }),
  { maxLength: 8 },
)
const withIds = (rooms: readonly Omit<FloorRoom, 'id'>[]): FloorRoom[] =>
  rooms.map((room, index) => ({ ...room, id: `r${index}` }))
const isFinite = (box: Box | null) =>
  box === null || Object.values(box).every((side) => Number.isFinite(side))

test('lays out arbitrary outlines at finite coordinates, and draws or reports every room', () => {
  fc.assert(
    fc.property(floors, (arbitrary) => {
      const rooms = withIds(arbitrary)
      const { drawn, notDrawn } = layOutPageFloor(rooms)
      for (const { id } of rooms) {
        expect(notDrawn.has(id)).toBe(!drawn?.shapes.has(id))
      }
      if (drawn === null) return
      const height = canvasHeight(drawn.bounds, canvas.width)
      const fit = fitFloor(drawn.bounds, { width: canvas.width, height })
      expect(Object.values(fit).every(Number.isFinite)).toBe(true)
      expect(fit.scale).toBeGreaterThan(0)
      for (const shape of drawn.shapes.values()) {
        expect(shape.corners.flat().every(Number.isFinite)).toBe(true)
        expect(isFinite(shape.text) && isFinite(shape.bounds)).toBe(true)
        const text = { name: 'Maple', figure: '6', capacity: '/ 10', note: '' }
        const label = layOutPageLabel(shape, text, fit.scale)
        expect(label === null || Number.isFinite(label.x + label.figureY)).toBe(true)
      }
    }),
  )
})

test('keeps a plan of arbitrary outlines finite and within the board', () => {
  fc.assert(
    fc.property(floors, (arbitrary) => {
      const rooms = withIds(arbitrary)
      const measured = measureBoardFloor(rooms)
      const floor = measured && layOutBoardFloor(measured, space)
      const { notDrawn } = prepareFloor(rooms)
      expect((floor?.rooms.size ?? 0) + notDrawn.size).toBe(rooms.length)
      if (floor === null) return
      expect(floor.width).toBeLessThanOrEqual(space.width + 0.01)
      expect(floor.height).toBeLessThanOrEqual(space.height + 0.01)
      for (const { path, text } of floor.rooms.values()) {
        expect(path).not.toMatch(/NaN|Infinity|e/)
        expect(isFinite(text)).toBe(true)
      }
    }),
  )
})

test('reads and uses a limited number of corners per room', () => {
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 20_000 }), fc.integer(), (count, seed) => {
      let reads = 0
      const noisy = Array.from({ length: count }, (_, index): readonly number[] => {
        const radius = 2 + Math.sin(index * index + seed)
        const angle = (2 * Math.PI * index) / count
        const point = [radius * Math.cos(angle), radius * Math.sin(angle)]
        return new Proxy(point, {
          get(target, key, receiver) {
            if (key === '0') reads += 1
            return Reflect.get(target, key, receiver)
          },
        })
      })
      const rooms = Array.from({ length: 3 }, (_, index) => room(`r${index}`, noisy))
      const outline = prepareFloor(rooms).rooms.get('r0')
      measureBoardFloor(rooms)
      expect(outline?.corners.length ?? 0).toBeLessThanOrEqual(256)
      expect(outline?.simple.length ?? 0).toBeLessThanOrEqual(24)
      // Each outline is read only once, even though two layouts use it.
      expect(reads).toBeLessThanOrEqual(Math.min(count, 4096) + 1)
    }),
    { numRuns: 40 },
  )
})
