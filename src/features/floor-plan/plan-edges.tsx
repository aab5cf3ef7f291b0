import { pathData, type Polygon } from '#src/domain/floor-plan/geometry.ts'
import type { RoomShape } from '#src/domain/floor-plan/room-shape.ts'

/** The outer wall over the rooms' own edges, and the rings of rooms over everything: no neighbour covers them. */
export function PlanEdges({
  wall,
  shapes,
  ringed,
  scale,
}: {
  wall: Polygon
  shapes: ReadonlyMap<string, RoomShape>
  /** Ids of the rooms that have the focus or are open. */
  ringed: readonly (string | null | undefined)[]
  /** Pixels per metre. */
  scale: number
}) {
  const rings = [...new Set(ringed)].flatMap((roomId) => {
    const shape = shapes.get(roomId ?? '')
    return shape ? [pathData(shape.corners, scale)] : []
  })
  return (
    <g className="pointer-events-none fill-none" strokeWidth="3">
      <path
        d={pathData(wall, scale)}
        vectorEffect="non-scaling-stroke"
        className="stroke-ink-muted"
      />
      {rings.map((path) => (
        <path key={path} d={path} vectorEffect="non-scaling-stroke" className="stroke-accent" />
      ))}
    </g>
  )
}
