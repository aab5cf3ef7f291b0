import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BoardDraft, BoardScreen, RoomSide } from '#src/contract/board.ts'
import { layOutBoardLabel, type BoardLabel } from '#src/domain/floor-plan/board-label.ts'
import { fitPlaces } from '#src/board/typography/fit-board.ts'
import { boardDraft, makeRoom, makeTopology } from '#src/testing/fixtures.ts'
import { smallRoomsFloor } from '#src/testing/small-rooms-floor.ts'
import type { Room, Topology } from '#src/domain/topology/topology.ts'
import { fitPlanLabels } from './plan-labels.ts'
import { layOutPlan } from './plan-layout.ts'

const screenAt = (
  distanceMetres: number,
  orientation: BoardScreen['orientation'] = 'landscape',
): BoardScreen => ({ diagonalInches: 55, aspect: '16:9', orientation, distanceMetres })

function floorOf(rooms: readonly Room[]): Topology {
  return makeTopology({
    buildings: [{ id: 'b', name: 'Northgate Studios', siteId: 's' }],
    floors: [{ id: 'f', name: 'Floor 1', buildingId: 'b', level: 1 }],
    rooms: [...rooms],
  })
}

function planOn(screen: BoardScreen, rooms: readonly Room[], options: Partial<BoardDraft> = {}) {
  const board: BoardDraft = { ...boardDraft, name: 'Floor 1', layout: 'plan', screen, ...options }
  const topology = floorOf(rooms)
  const layout = layOutPlan(board, topology, 'f')
  if (layout === null) throw new Error('expected a plan')
  const labels = fitPlanLabels(board, layout, topology.rooms)
  const shown = rooms.flatMap(({ id }): BoardLabel[] => {
    const reserved = labels.rooms.get(id)
    if (reserved === undefined) return []
    const text = { ...reserved, figure: '2', word: 'In use', shortWord: 'In use', note: null }
    const label = layOutBoardLabel(text, layout.floor.rooms.get(id)?.text ?? null, labels.sizes)
    return label === null ? [] : [label]
  })
  return { fit: fitPlaces(board, topology), layout, sizes: labels.sizes, shown }
}

const names = (labels: readonly BoardLabel[]) => labels.filter(({ name }) => name !== null).length

test('shows the number and status icon of each of 48 small rooms, with a legend beside the plan', () => {
  const { layout, sizes, shown } = planOn(screenAt(3), smallRoomsFloor('f'))
  expect(sizes.form).toBe('below')
  expect(sizes.figure / 10).toBeCloseTo(5.4, 0)
  expect(shown).toHaveLength(48)
  expect(shown.every(({ figure, shape }) => figure?.size === sizes.figure && shape !== null)).toBe(
    true,
  )
  expect(names(shown)).toBeGreaterThanOrEqual(18)
  expect(layout.legend?.width).toBeCloseTo(34, -1)
  expect(layout.legend?.figure).toBeCloseTo(12, 0)
  // No footer takes space below the plan.
  expect(layout.floor.height / 10).toBeGreaterThan(78)
})

test('in portrait, rotates the plan by 90 degrees and shows the names of at least 47 of 48 rooms', () => {
  const { fit, layout, sizes, shown } = planOn(screenAt(3, 'portrait'), smallRoomsFloor('f'))
  expect(layout.legend).toBeNull()
  expect(layout.floor.height).toBeGreaterThan(1.4 * layout.floor.width)
  expect(layout.floor.height / 10 / fit.area.height).toBeGreaterThan(0.97)
  expect(layout.floor.height / 10).toBeGreaterThan(139)
  expect(sizes.form).toBe('beside')
  expect(sizes.figure / 10).toBeGreaterThanOrEqual(4.4)
  expect(sizes.name / 10).toBeGreaterThanOrEqual(2.8)
  expect(names(shown)).toBeGreaterThanOrEqual(47)
  expect(shown.every(({ figure }) => figure?.capacitySize !== null)).toBe(true)
})

test('does not rotate a square plan', () => {
  const rooms = [0, 1, 2, 3].map((at) => room(at, 8 * (at % 2), 8 * Math.floor(at / 2), 8, 8))
  for (const orientation of ['landscape', 'portrait'] as const) {
    const { layout } = planOn(screenAt(3, orientation), rooms)
    const [first, second] = [0, 1].map((at) => layout.floor.rooms.get(`r${at}`)?.text)
    expect(first?.top).toBe(second?.top)
  }
})

test('with north up, does not rotate the plan even if it would be larger', () => {
  const { layout } = planOn(screenAt(3, 'portrait'), smallRoomsFloor('f'), { northUp: true })
  expect(layout.floor.width).toBeGreaterThan(1.4 * layout.floor.height)
})

test('places the “You are here” dot on the same side of a room even if the plan is rotated', () => {
  const at = (side: RoomSide, options: Partial<BoardDraft> = {}) => {
    const youAreHere = { roomId: 'Goosander', side }
    const shown = { youAreHere, ...options }
    return planOn(screenAt(3, 'portrait'), smallRoomsFloor('f'), shown).layout
  }
  // The corridor is north of this room, and north is on the right of a rotated plan.
  for (const layout of [at('automatic'), at('north')]) {
    const room = layout.floor.rooms.get('Goosander')?.text
    expect(layout.marker?.x).toBeGreaterThan(room?.right ?? Infinity)
    expect(layout.marker?.y).toBeGreaterThan(room?.top ?? Infinity)
    expect(layout.marker?.y).toBeLessThan(room?.bottom ?? 0)
  }
  const { marker, floor } = at('north', { northUp: true })
  expect(marker?.y).toBeLessThan(floor.rooms.get('Goosander')?.text?.top ?? 0)
  expect(at('east').marker).toBeNull()
})

test('explains the dot above the plan or in the legend if “You are here” does not fit beside the dot', () => {
  const roomsApart = (metres: number) => [room(0, 0, 0, 12, 6), room(1, 0, 6 + metres, 12, 6)]
  const youAreHere = { roomId: 'r0', side: 'automatic' } as const
  const beside = planOn(screenAt(3), roomsApart(0.8), { youAreHere }).layout
  expect(beside.legend).not.toBeNull()
  expect(beside.marker).toMatchObject({ words: null })
  const shown = { youAreHere, northUp: true }
  const upright = planOn(screenAt(3, 'portrait'), roomsApart(0.6), shown).layout
  expect(upright.legend).toBeNull()
  expect(upright.marker).toMatchObject({ words: null })
  // The board and the floor have the same name, so the floor's name is only shown beside the key to the dot.
  expect(upright.isNamed).toBe(true)
})

test('shows the number of each of 200 rooms', () => {
  const rooms = Array.from({ length: 200 }, (_, at) => {
    const [column, row] = [at % 20, Math.floor(at / 20)]
    return room(at, 4 * column, 4 * row + 2 * Math.floor(row / 2), 4, 4)
  })
  for (const orientation of ['landscape', 'portrait'] as const) {
    const { fit, sizes, shown } = planOn(screenAt(3, orientation), rooms)
    expect(shown.filter(({ figure }) => figure !== null)).toHaveLength(200)
    expect(sizes.figure).toBeGreaterThanOrEqual(10 * fit.least)
  }
})

test('shows the name, number, capacity and state of three rooms in large text', () => {
  const rooms = [0, 1, 2].map((at) => room(at, 6 * at, 0, 6, 7))
  const { fit, sizes, shown } = planOn(screenAt(3), rooms)
  expect(sizes.name).toBeGreaterThan(2 * 10 * fit.name)
  expect(shown.every(({ name, figure, word }) => name && figure?.capacitySize && word)).toBe(true)
})

test('scales the capacity text with the count beside it', () => {
  const rooms = Array.from({ length: 12 }, (_, at) =>
    room(at, 5 * (at % 6), 11 * Math.floor(at / 6), 5, 8),
  )
  for (const orientation of ['landscape', 'portrait'] as const) {
    const { sizes, shown } = planOn(screenAt(3, orientation), rooms)
    const capacitySizes = shown.map(({ figure }) => figure?.capacitySize ?? 0)
    expect(Math.min(...capacitySizes)).toBeGreaterThan(sizes.figure / 3)
    expect(Math.max(...capacitySizes)).toBeLessThan(sizes.figure / 2)
  }
})

test('the legend grows into the space beside a narrow plan', () => {
  const narrow = planOn(
    screenAt(3),
    [0, 1, 2, 3].map((at) => room(at, 8 * (at % 2), 8 * Math.floor(at / 2), 8, 8)),
  )
  const wide = planOn(screenAt(3), smallRoomsFloor('f'))
  expect(narrow.layout.legend?.row).toBeGreaterThan(1.3 * (wide.layout.legend?.row ?? 0))
})

function room(at: number, left: number, top: number, width: number, height: number): Room {
  return makeRoom({
    id: `r${at}`,
    name: `Room ${at}`,
    capacity: 6,
    floorId: 'f',
    outline: [
      [left, top],
      [left + width, top],
      [left + width, top + height],
      [left, top + height],
    ],
  })
}

const screens = fc.record({
  diagonalInches: fc.integer({ min: 7, max: 120 }),
  aspect: fc.constantFrom('16:9' as const, '16:10' as const, '4:3' as const, '21:9' as const),
  orientation: fc.constantFrom('landscape' as const, 'portrait' as const),
  distanceMetres: fc.double({ min: 0.5, max: 20, noNaN: true }),
})
const grids = fc.record({
  columns: fc.integer({ min: 1, max: 30 }),
  rows: fc.integer({ min: 1, max: 8 }),
  width: fc.integer({ min: 2, max: 20 }),
  height: fc.integer({ min: 2, max: 20 }),
})

test('fits plan and legend on the screen side by side, with no text below the smallest size', () => {
  fc.assert(
    fc.property(screens, grids, (screen, { columns, rows, width, height }) => {
      const rectangles = Array.from({ length: columns * rows }, (_, at) =>
        room(at, width * (at % columns), height * Math.floor(at / columns), width, height),
      )
      const { fit, layout, sizes } = planOn(screen, rectangles)
      const { floor, area, legend } = layout
      expect(floor.width / 10).toBeLessThanOrEqual(area.width + 0.01)
      expect(floor.height / 10).toBeLessThanOrEqual(area.height + 0.01)
      if (legend !== null) {
        expect(area.width + 4 + legend.width).toBeLessThanOrEqual(fit.area.width + 0.01)
        expect(Math.min(legend.row, legend.least)).toBeGreaterThanOrEqual(fit.least - 1e-9)
      }
      const least = 10 * fit.least - 1e-9
      const smallest = Math.min(sizes.name, sizes.figure, sizes.text, sizes.capacity)
      expect(smallest).toBeGreaterThanOrEqual(least)
    }),
    { numRuns: 60 },
  )
})
