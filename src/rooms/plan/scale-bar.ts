/** Pixels; a bar is never longer. */
const longest = 160
const lengths = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500]

/** The longest round number of metres that a scale bar has room for. `scale` is pixels per metre. */
export function scaleBar(scale: number): { metres: number; width: number } {
  const metres = lengths.findLast((length) => length * scale <= longest) ?? 0.5
  return { metres, width: Math.round(metres * scale) }
}
