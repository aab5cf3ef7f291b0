import { nameOrId } from '#src/contract/butlr-values.ts'

/**
 * Creating a collator takes milliseconds, so code on the first route must not import this module. The gateway sorts
 * rooms by name; views that list tags sort the tags.
 */
const nameCollator = new Intl.Collator('en', { numeric: true })

/**
 * Returns items sorted by name, or by ID if they have none. The order is the same in all languages and compares numbers
 * by value: 2 before 10.
 */
export function sortByName<TItem extends { id: string; name?: string | null | undefined }>(
  items: readonly TItem[],
): TItem[] {
  const nameOf = ({ id, name }: TItem) => nameOrId(name, id)
  return items.toSorted((a, b) => nameCollator.compare(nameOf(a), nameOf(b)))
}
