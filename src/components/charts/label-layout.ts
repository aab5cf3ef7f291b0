/**
 * Truncates a name in the middle to at most `maxLength` characters, because sensors in a room often have names that
 * differ only at the end.
 */
export function truncateMiddle(name: string, maxLength: number): string {
  if (name.length <= maxLength) return name
  const end = Math.floor((maxLength - 1) / 2)
  return `${name.slice(0, maxLength - 1 - end).trimEnd()}…${name.slice(name.length - end).trimStart()}`
}

/**
 * Returns label positions as near as possible to the desired positions, within bounds and without overlap. Labels that
 * collide form a block centred on the mean of their desired positions.
 *
 * @param desiredHeights desired y coordinates in pixels, in any order
 * @param distance pixels between adjacent labels, reduced if the labels do not fit
 * @param low smallest allowed y coordinate
 * @param high largest allowed y coordinate
 * @returns one y coordinate per label, in the order of `desiredHeights`
 */
export function spreadLabels(
  desiredHeights: readonly number[],
  distance: number,
  low: number,
  high: number,
): number[] {
  const spacing = Math.min(distance, (high - low) / Math.max(1, desiredHeights.length - 1))
  const order = desiredHeights
    .map((desired, index) => ({ desired, index }))
    .sort((a, b) => a.desired - b.desired)

  const blocks: { members: { desired: number; index: number }[]; start: number }[] = []
  for (const item of order) {
    let block = { members: [item], start: clamp(item.desired, low, high) }
    let above = blocks.at(-1)
    while (above && above.start + above.members.length * spacing > block.start) {
      blocks.pop()
      block = placeBlock([...above.members, ...block.members], spacing, low, high)
      above = blocks.at(-1)
    }
    blocks.push(block)
  }

  const heights = Array.from<number>({ length: desiredHeights.length })
  for (const block of blocks)
    for (const [position, { index }] of block.members.entries())
      heights[index] = block.start + position * spacing
  return heights
}

function placeBlock(
  members: { desired: number; index: number }[],
  spacing: number,
  low: number,
  high: number,
) {
  const desiredSum = members.reduce(
    (sum, { desired }, position) => sum + desired - position * spacing,
    0,
  )
  const height = (members.length - 1) * spacing
  return { members, start: clamp(desiredSum / members.length, low, high - height) }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high))
}
