/** Which rooms stand where, by id, and for which question that order was made. */
export type Order = { question: string; ids: readonly string[] }

/**
 * The order of the cards after new figures. While the reader points at the grid nothing moves: the cards that stand
 * there keep their places, those whose room no longer exists go, and new ones come at the end. A new question (another
 * sort, filter or search) is always answered at once.
 *
 * @param before the order on the screen
 * @param wanted the order that the figures now ask for
 * @param existing ids of all rooms
 * @param held whether the reader points at the grid, or has the keyboard's focus in it
 * @returns `before` itself when nothing changed
 */
export function steadyOrder(
  before: Order,
  wanted: Order,
  existing: Pick<ReadonlySet<string>, 'has'>,
  held: boolean,
): Order {
  if (!held || before.question !== wanted.question) return same(before, wanted) ? before : wanted
  const standing = before.ids.filter((id) => existing.has(id))
  const known = new Set(standing)
  const ids = [...standing, ...wanted.ids.filter((id) => !known.has(id))]
  const next = { question: wanted.question, ids }
  return same(before, next) ? before : next
}

function same(a: Order, b: Order): boolean {
  return (
    a.question === b.question &&
    a.ids.length === b.ids.length &&
    a.ids.every((id, index) => id === b.ids[index])
  )
}
