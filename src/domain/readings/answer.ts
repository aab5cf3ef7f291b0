import { ContractError } from '#src/contract/errors.ts'
import { isId } from '#src/contract/butlr-values.ts'

/**
 * One level of an answer as entries; null where it is something else than an object. `null`, a missing value and an empty
 * list are the forms in which an empty answer comes (Butlr API notes: empty-result shape is undocumented, accept all
 * three). Keys that are no ids are dropped.
 */
export function entriesOf(value: unknown): [key: string, value: unknown][] | null {
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) return value.length === 0 ? [] : null
  return typeof value === 'object' ? Object.entries(value).filter(([key]) => isId(key)) : null
}

/**
 * The first level of an answer.
 *
 * @param data the answer's `data`
 * @throws ContractError when it is neither grouped nor empty
 */
export function groupsOf(data: unknown): [key: string, value: unknown][] {
  const groups = entriesOf(data)
  if (groups) return groups
  throw new ContractError('POST /api/v3/reporting', 'data is not grouped')
}
