import { expect, test } from 'vitest'
import { assembleTopology } from './assemble.ts'
import { generatedSite } from './generated-site.ts'
import { lab, northgate } from './sites.ts'
import type { Point, Room } from './topology.ts'

const building = assembleTopology([northgate, lab], 'test')
const generated = assembleTopology([generatedSite(120, 3)], 'test')

/** Whether a point lies strictly inside a polygon (even-odd rule). */
function contains(polygon: Point[], [x, y]: Point): boolean {
  let inside = false
  polygon.forEach(([x1, y1], index) => {
    const [x2, y2] = polygon[(index + 1) % polygon.length] ?? [x1, y1]
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside
  })
  return inside
}

/** Points spread over the box around a polygon, off its edges. */
function gridOver(polygon: Point[]): Point[] {
  const xs = polygon.map(([x]) => x)
  const ys = polygon.map(([, y]) => y)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const [width, depth] = [Math.max(...xs) - left, Math.max(...ys) - top]
  return Array.from({ length: 400 }, (_, index): Point => [
    left + ((index % 20) + 0.513) * (width / 20),
    top + (Math.floor(index / 20) + 0.487) * (depth / 20),
  ])
}

function overlap(a: Room, b: Room): boolean {
  const both = (point: Point) => contains(a.polygon, point) && contains(b.polygon, point)
  return gridOver(a.polygon).some(both) || gridOver(b.polygon).some(both)
}

test.each([
  ['the believable building', building],
  ['a generated building', generated],
])('on the floor plans of %s no room overlaps another', (_name, { floors }) => {
  for (const { rooms } of floors) {
    for (const [index, room] of rooms.entries()) {
      for (const other of rooms.slice(index + 1)) {
        expect({ rooms: [room.name, other.name], overlap: overlap(room, other) }).toEqual({
          rooms: [room.name, other.name],
          overlap: false,
        })
      }
    }
  }
})

test('every presence sensor hangs inside its room, and every room inside its floor', () => {
  for (const { rooms } of [building, generated]) {
    for (const room of rooms) {
      const places = room.sensors
        .filter(({ mode }) => mode === 'presence')
        .map(({ center }) => center)
      expect({
        room: room.name,
        inside: places.every((place) => contains(room.polygon, place)),
      }).toEqual({
        room: room.name,
        inside: true,
      })
      const xs = room.floor.outline.map(([x]) => x)
      const ys = room.floor.outline.map(([, y]) => y)
      for (const [x, y] of room.polygon) {
        expect(x).toBeGreaterThanOrEqual(Math.min(...xs))
        expect(x).toBeLessThanOrEqual(Math.max(...xs))
        expect(y).toBeGreaterThanOrEqual(Math.min(...ys))
        expect(y).toBeLessThanOrEqual(Math.max(...ys))
      }
    }
  }
})

test('the building has five floors, 48 rooms and the dirt of a real organisation', () => {
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
  expect(building.sensors.filter(({ habit }) => habit === 'uninstalled')).toHaveLength(1)
  expect(building.sites.map(({ timezone }) => timezone)).toEqual(['Europe/Berlin', null])
})

test('ids and MACs look like those of Butlr, differ from one another, and follow the seed', () => {
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
  expect(assembleTopology([northgate, lab], 'test').rooms.map(({ id }) => id)).toEqual(
    building.rooms.map(({ id }) => id),
  )
  expect(assembleTopology([northgate], 'other').rooms[0]?.id).not.toBe(building.rooms[0]?.id)
})

test('a generated building has as many rooms and sensors as asked for', () => {
  expect(generated.rooms).toHaveLength(120)
  expect(generated.sensors.filter(({ slot }) => slot >= 0)).toHaveLength(360)
})
