/** `[x, y]` on a floor in metres; x grows eastwards, y southwards. */
export type Point = readonly [x: number, y: number]

/**
 * A room's corners as it stands on its floor. Butlr sends vertices and a rotation in degrees clockwise (Butlr API
 * notes, units and meaning); it does not say about what, so a room turns about the centre of its bounding box, which
 * leaves its place as it is.
 *
 * @param coordinates vertices `[x, y]` in metres
 * @param rotation degrees clockwise
 * @returns null for what is no polygon: fewer than three corners, or a corner that is no point
 */
export function outlineFrom(
  coordinates: readonly (readonly number[])[] | null | undefined,
  rotation: number | null | undefined,
): readonly Point[] | null {
  const corners: Point[] = []
  for (const [x, y] of coordinates ?? []) {
    if (x === undefined || y === undefined) return null
    corners.push([x, y])
  }
  if (corners.length < 3) return null
  return turned(corners, rotation ?? 0)
}

/** Points turned clockwise (y grows southwards) about the centre of their bounding box. */
export function turned(corners: readonly Point[], degrees: number): readonly Point[] {
  if (degrees % 360 === 0) return corners
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  const centreX = (Math.min(...xs) + Math.max(...xs)) / 2
  const centreY = (Math.min(...ys) + Math.max(...ys)) / 2
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return corners.map(([x, y]) => {
    const [dx, dy] = [x - centreX, y - centreY]
    return [centreX + dx * cos - dy * sin, centreY + dx * sin + dy * cos] as const
  })
}
