import { ContractError } from '#src/api/errors.ts'

/**
 * The inside of an answer as an object. `null`, a missing value and an empty list are the shapes in which an empty
 * answer comes (Butlr API notes: empty-result shape is undocumented, accept all three).
 *
 * `__proto__`, `toString` and their like are dropped: they are no ids, and as keys they would be found in every object.
 *
 * @throws ContractError for anything else
 */
export function plainObject(value: unknown, where: string): Record<string, unknown> {
  if (value === null || value === undefined) return {}
  if (Array.isArray(value)) {
    if (value.length === 0) return {}
    throw new ContractError('POST /api/v3/reporting', `${where} is a list`)
  }
  if (typeof value !== 'object') {
    throw new ContractError('POST /api/v3/reporting', `${where} is a ${typeof value}`)
  }
  return Object.fromEntries(Object.entries(value).filter(([key]) => !(key in Object.prototype)))
}
