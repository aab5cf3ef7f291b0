import type { OverviewParams } from './overview-params.ts'

/**
 * Returns the change that ends the comparison with usual occupancy and the sort order by it. Not in
 * `overview-params.ts`, because that module is on the first route and must stay small.
 */
export function endComparison({
  sort,
  seats,
}: Pick<OverviewParams, 'sort' | 'seats'>): Partial<OverviewParams> {
  if (sort !== 'usual') return { usual: null }
  return { usual: null, sort: seats === null ? 'floor' : 'fit', reversed: false }
}
