import type { FloorLayout, PlacedRoom } from './floor-layout.ts'
import type { Point } from './topology.ts'

/**
 * A floor that stands aslant, turned clockwise by so many degrees. Sensors, doors and the outline come to be where they
 * really are. The polygons of rooms and zones stay unturned and only move: they are drawn turned about the centres of
 * their bounding boxes, and that puts them in their place.
 */
export function turnLayout(layout: FloorLayout, degrees: number): FloorLayout {
  if (degrees % 360 === 0) return layout
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const aboutOrigin = ([x, y]: Point): Point => [x * cos - y * sin, x * sin + y * cos]
  const outline = layout.outline.map(aboutOrigin)
  const west = Math.min(...outline.map(([x]) => x))
  const north = Math.min(...outline.map(([, y]) => y))
  const turn = (point: Point): Point => {
    const [x, y] = aboutOrigin(point)
    return [round(x - west), round(y - north)]
  }
  const move = (polygon: Point[]) => {
    const before = centreOf(polygon)
    const after = turn(before)
    return polygon.map(([x, y]): Point => [
      round(x + after[0] - before[0]),
      round(y + after[1] - before[1]),
    ])
  }
  return {
    ...layout,
    outline: layout.outline.map(turn),
    rooms: layout.rooms.map((room): PlacedRoom => ({
      ...room,
      polygon: move(room.polygon),
      zonePolygon: move(room.zonePolygon),
      sensorCenters: room.sensorCenters.map(turn),
      door: turn(room.door),
    })),
    hives: layout.hives.map(turn),
  }
}

/** The centre of a polygon's bounding box. */
function centreOf(polygon: Point[]): Point {
  const xs = polygon.map(([x]) => x)
  const ys = polygon.map(([, y]) => y)
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2]
}

/** To the millimetre: rounding must not push one room into the next. */
function round(metres: number): number {
  return Math.round(metres * 1000) / 1000
}
