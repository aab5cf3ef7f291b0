/** `[x, y]` on a floor; x grows to the right, y downwards. */
export type Point = readonly [x: number, y: number]

/** The corners of a closed shape; the last connects to the first. */
export type Polygon = readonly Point[]

/** An axis-aligned rectangle; y grows downwards. */
export type Box = { left: number; top: number; right: number; bottom: number }

/** Returns the smallest axis-aligned rectangle that contains every point, or null if there are no points. */
export function boundingBox(points: readonly Point[]): Box | null {
  const [first] = points
  if (!first) return null
  const box: Box = { left: first[0], top: first[1], right: first[0], bottom: first[1] }
  for (const point of points) {
    const x = point[0]
    const y = point[1]
    if (x < box.left) box.left = x
    if (x > box.right) box.right = x
    if (y < box.top) box.top = y
    if (y > box.bottom) box.bottom = y
  }
  return box
}

export function boxWidth({ left, right }: Box): number {
  return right - left
}

export function boxHeight({ top, bottom }: Box): number {
  return bottom - top
}

/** Returns the length of a box's longer side. */
export function boxExtent(box: Box): number {
  return Math.max(boxWidth(box), boxHeight(box))
}

/** Rotates points clockwise (y grows downwards) about a centre. `angle` is in radians. */
export function rotate(
  points: readonly Point[],
  angle: number,
  [centreX, centreY]: Point = [0, 0],
): Point[] {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  return points.map((point) => {
    const dx = point[0] - centreX
    const dy = point[1] - centreY
    return [centreX + dx * cosine - dy * sine, centreY + dx * sine + dy * cosine]
  })
}

/** Converts degrees to radians. Removes full turns first, so that large angles keep their precision. */
export function toRadians(degrees: number): number {
  return ((degrees % 360) * Math.PI) / 180
}

/**
 * Clips a polygon to a rectangle, one side at a time (Sutherland and Hodgman, 1974). Returns an empty polygon when no
 * part is inside.
 */
export function clipToBox(polygon: Polygon, { left, top, right, bottom }: Box): Polygon {
  const sides: readonly ((point: Point) => number)[] = [
    ([x]) => x - left,
    ([x]) => right - x,
    ([, y]) => y - top,
    ([, y]) => bottom - y,
  ]
  return sides.reduce(clipAtLine, polygon)
}

/** Clips a polygon to the half-plane where `inside` is not negative. */
function clipAtLine(polygon: Polygon, inside: (point: Point) => number): Polygon {
  return polygon.flatMap((to, index) => {
    const from = polygon.at(index - 1) ?? to
    const [before, after] = [inside(from), inside(to)]
    if (before >= 0 === after >= 0) return after >= 0 ? [to] : []
    const share = before / (before - after)
    const crossing: Point = [
      from[0] + (to[0] - from[0]) * share,
      from[1] + (to[1] - from[1]) * share,
    ]
    return after >= 0 ? [crossing, to] : [crossing]
  })
}

/** Returns a polygon as SVG path data, scaled and rounded to hundredths of a pixel. */
export function pathData(polygon: Polygon, scale: number): string {
  const corners = polygon.map(([x, y]) => `${toPixels(x, scale)} ${toPixels(y, scale)}`)
  return `M${corners.join('L')}Z`
}

/** Converts a length to pixels, rounded to hundredths, which is finer than screens can show. */
export function toPixels(length: number, scale: number): number {
  return Math.round(length * scale * 100) / 100
}
