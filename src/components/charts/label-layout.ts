/**
 * A name cut in its middle to at most `longest` letters: names of sensors in one room often differ only at the end.
 */
export function shorten(name: string, longest: number): string {
  if (name.length <= longest) return name
  const end = Math.floor((longest - 1) / 2)
  return `${name.slice(0, longest - 1 - end).trimEnd()}…${name.slice(name.length - end).trimStart()}`
}

/**
 * Where labels stand that each want to be at a height: as near as they can, none over another, all inside.
 * Labels that collide form a block around the mean of their wishes.
 *
 * @param wishes heights in pixels, any order
 * @param distance pixels from one label to the next; made smaller when they cannot all fit
 * @param low smallest height allowed
 * @param high largest height allowed
 * @returns one height for each wish, in the order given
 */
export function spreadLabels(
  wishes: readonly number[],
  distance: number,
  low: number,
  high: number,
): number[] {
  const apart = Math.min(distance, (high - low) / Math.max(1, wishes.length - 1))
  const order = wishes.map((wish, index) => ({ wish, index })).sort((a, b) => a.wish - b.wish)

  const blocks: { members: { wish: number; index: number }[]; start: number }[] = []
  for (const item of order) {
    let block = { members: [item], start: clamp(item.wish, low, high) }
    let above = blocks.at(-1)
    while (above && above.start + above.members.length * apart > block.start) {
      blocks.pop()
      block = place([...above.members, ...block.members], apart, low, high)
      above = blocks.at(-1)
    }
    blocks.push(block)
  }

  const heights = Array.from<number>({ length: wishes.length })
  for (const block of blocks)
    for (const [position, { index }] of block.members.entries())
      heights[index] = block.start + position * apart
  return heights
}

function place(
  members: { wish: number; index: number }[],
  apart: number,
  low: number,
  high: number,
) {
  const wished = members.reduce((sum, { wish }, position) => sum + wish - position * apart, 0)
  const room = (members.length - 1) * apart
  return { members, start: clamp(wished / members.length, low, high - room) }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high))
}
