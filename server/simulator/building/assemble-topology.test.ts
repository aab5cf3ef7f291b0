import { expect, test } from 'vitest'
import { assembleTopology } from './assemble-topology.ts'
import { generateSite } from './generate-site.ts'
import { hudson, lab, northgate } from './demo-sites.ts'
import type { Floor, Point, Room } from './topology.ts'

const building = assembleTopology([northgate, lab, hudson], 'test')
const generated = assembleTopology([generateSite(120, 3, 50)], 'test')
const wide = assembleTopology([generateSite(300, 2, 300)], 'test')

/** Returns a room's actual outline: its polygon rotated clockwise about the centre of its bounding box. */
function actualOutline({ polygon, floor }: Room): Point[] {
  const { left, top, right, bottom } = boxOf(polygon)
  const [cx, cy] = [(left + right) / 2, (top + bottom) / 2]
  const angle = (floor.rotation * Math.PI) / 180
  return polygon.map(([x, y]) => [
    cx + (x - cx) * Math.cos(angle) - (y - cy) * Math.sin(angle),
    cy + (x - cx) * Math.sin(angle) + (y - cy) * Math.cos(angle),
  ])
}

function boxOf(polygon: Point[]) {
  const xs = polygon.map(([x]) => x)
  const ys = polygon.map(([, y]) => y)
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  }
}

/** Returns whether a point is inside a polygon (even-odd rule). */
function contains(polygon: Point[], [x, y]: Point): boolean {
  let inside = false
  polygon.forEach(([x1, y1], index) => {
    const [x2, y2] = polygon[(index + 1) % polygon.length] ?? [x1, y1]
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside
  })
  return inside
}

/** Returns a grid of points inside the bounding box of a polygon, none of them on its edges. */
function gridOver(polygon: Point[]): Point[] {
  const { left, top, right, bottom } = boxOf(polygon)
  const [width, depth] = [right - left, bottom - top]
  return Array.from({ length: 400 }, (_, index): Point => [
    left + ((index % 20) + 0.513) * (width / 20),
    top + (Math.floor(index / 20) + 0.487) * (depth / 20),
  ])
}

function overlap(a: Point[], b: Point[]): boolean {
  const [one, other] = [boxOf(a), boxOf(b)]
  const apart =
    one.right <= other.left ||
    other.right <= one.left ||
    one.bottom <= other.top ||
    other.bottom <= one.top
  if (apart) return false
  const both = (point: Point) => contains(a, point) && contains(b, point)
  return gridOver(a).some(both) || gridOver(b).some(both)
}

test.each([
  ['the demo sites', building],
  ['a generated building', generated],
  ['a building with one large floor', wide],
])('lays out the floors of %s without overlapping rooms', (_name, { floors }) => {
  for (const { rooms } of floors) {
    for (const [index, room] of rooms.entries()) {
      for (const other of rooms.slice(index + 1)) {
        expect({
          rooms: [room.name, other.name],
          overlap: overlap(actualOutline(room), actualOutline(other)),
        }).toEqual({
          rooms: [room.name, other.name],
          overlap: false,
        })
      }
    }
  }
})

test('places every presence sensor inside its room and every room inside its floor', () => {
  for (const { rooms } of [building, generated, wide]) {
    for (const room of rooms) {
      const places = room.sensors
        .filter(({ mode }) => mode === 'presence')
        .map(({ center }) => center)
      expect({
        room: room.name,
        inside: places.every((place) => contains(actualOutline(room), place)),
      }).toEqual({
        room: room.name,
        inside: true,
      })
      const floor = boxOf(room.floor.outline)
      const millimetres = 0.005
      for (const [x, y] of actualOutline(room)) {
        expect(x).toBeGreaterThanOrEqual(floor.left - millimetres)
        expect(x).toBeLessThanOrEqual(floor.right + millimetres)
        expect(y).toBeGreaterThanOrEqual(floor.top - millimetres)
        expect(y).toBeLessThanOrEqual(floor.bottom + millimetres)
      }
    }
  }
})

/** Returns the width and depth of a floor in metres, and its aspect ratio (width / depth). */
function sizeOf(floor: Floor | undefined) {
  const { left, top, right, bottom } = boxOf(floor?.outline ?? [])
  return { width: right - left, depth: bottom - top, aspect: (right - left) / (bottom - top) }
}

test.each([
  [31, 2],
  [50, 2],
  [300, 2],
  [300, 20],
  [1000, 1],
])('limits the aspect ratio of a floor with %i rooms of %i sensors each', (rooms, sensorsEach) => {
  const { floors } = assembleTopology([generateSite(rooms, sensorsEach, rooms)], 'test')
  expect(floors).toHaveLength(1)
  expect(floors[0]?.rooms).toHaveLength(rooms)
  const { aspect } = sizeOf(floors[0])
  expect(aspect).toBeLessThanOrEqual(3.5)
  expect(aspect).toBeGreaterThanOrEqual(0.5)
})

test('places every hive inside its floor and spreads the sensors of a large floor across hives', () => {
  for (const { floors } of [building, generated, wide]) {
    for (const { outline, hives } of floors) {
      const { left, right, top, bottom } = boxOf(outline)
      for (const { center } of hives) {
        expect(center[0]).toBeGreaterThanOrEqual(left)
        expect(center[0]).toBeLessThanOrEqual(right)
        expect(center[1]).toBeGreaterThanOrEqual(top)
        expect(center[1]).toBeLessThanOrEqual(bottom)
      }
    }
  }
  const sensorsPerHive = wide.hives.map(({ sensors }) => sensors.length)
  expect(Math.min(...sensorsPerHive)).toBeGreaterThan(0)
  expect(Math.max(...sensorsPerHive)).toBeLessThan(40)
})

test('rotates the annex, includes non-rectangular rooms, and leaves the lab without a floor plan', () => {
  const turned = building.floors.filter(({ rotation }) => rotation !== 0)
  expect(turned.map(({ name, rotation }) => [name, rotation])).toEqual([['Annex ground floor', 15]])
  expect(building.floors.filter(({ isDrawn }) => !isDrawn).map(({ name }) => name)).toEqual([
    'Lab floor',
  ])
  const shapes = new Set(building.rooms.map(({ polygon }) => polygon.length))
  expect(shapes).toEqual(new Set([4, 5, 6]))
})

test('Northgate has five floors, 48 rooms and the data defects of real organisations', () => {
  const northgateRooms = building.rooms.filter(
    ({ floor }) => floor.building.site.name === 'Northgate',
  )
  expect(northgateRooms).toHaveLength(48)
  expect(
    building.floors.filter(({ building: { site } }) => site.name === 'Northgate'),
  ).toHaveLength(5)
  expect(
    northgateRooms.filter(({ sensors }) => sensors.length === 0).map(({ name }) => name),
  ).toEqual(['Archive'])
  expect(northgateRooms.some(({ capacity }) => capacity === 0)).toBe(true)
  expect(
    building.sensors
      .filter(({ mac }) => mac.startsWith('fa-ke'))
      .map(({ room }) => room?.name ?? null),
  ).toEqual([null, 'Workshop'])
  expect(building.sensors.filter(({ behaviour }) => behaviour === 'uninstalled')).toHaveLength(1)
  expect(building.sites.map(({ timezone }) => timezone)).toEqual([
    'Europe/Berlin',
    null,
    'America/New_York',
  ])
  expect(building.rooms).toHaveLength(56)
})

test('derives unique IDs and MAC addresses in Butlr’s format from the seed', () => {
  const all = [
    ...building.sites,
    ...building.buildings,
    ...building.floors,
    ...building.rooms,
    ...building.sensors,
  ]
  const ids = all.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^(site|building|space|room|sensor)_[0-9A-Za-z]{27}$/)
  const macs = building.sensors.map(({ mac }) => mac)
  expect(new Set(macs).size).toBe(macs.length)
  for (const mac of macs) expect(mac).toMatch(/^(fa-ke|[0-9a-f]{2}-[0-9a-f]{2})(-[0-9a-f]{2}){6}$/)
  expect(assembleTopology([northgate, lab, hudson], 'test').rooms.map(({ id }) => id)).toEqual(
    building.rooms.map(({ id }) => id),
  )
  expect(assembleTopology([northgate], 'other').rooms[0]?.id).not.toBe(building.rooms[0]?.id)
})

test('generates the requested number of rooms and sensors', () => {
  expect(generated.rooms).toHaveLength(120)
  expect(generated.sensors.filter(({ slot }) => slot >= 0)).toHaveLength(360)
})
