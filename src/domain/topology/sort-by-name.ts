import { nameOrId } from '#src/contract/butlr-values.ts'

/**
 * Not on the first route, because creating a collator takes milliseconds: the gateway sorts rooms, and views sort tags.
 */
const nameCollator = new Intl.Collator('en', { numeric: true })

/** Sorts items by name, or ID if they have none, in a language-neutral order with numbers by value: 2 before 10. */
export function sortByName<TItem extends { id: string; name?: string | null | undefined }>(
  items: readonly TItem[],
): TItem[] {
  const nameOf = ({ id, name }: TItem) => nameOrId(name, id)
  return items.toSorted((a, b) => nameCollator.compare(nameOf(a), nameOf(b)))
}
