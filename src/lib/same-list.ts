/** Returns whether two lists have the same length and the same elements by `isSame`. */
export function isSameList<TItem>(
  before: readonly TItem[],
  next: readonly TItem[],
  isSame: (one: TItem, other: TItem) => boolean,
): boolean {
  return (
    before.length === next.length &&
    before.every((one, index) => {
      const other = next[index]
      return other !== undefined && isSame(one, other)
    })
  )
}
