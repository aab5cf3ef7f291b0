import type { Topology } from '#src/domain/topology/topology.ts'

/**
 * Returns the query that opens or closes the breakdown of a value. Keeps all other parameters.
 *
 * @param search the current query
 * @param target the value, in the format of `serializeTarget`; null closes the breakdown
 */
export function withExplainParam(search: string, target: string | null): string {
  const next = new URLSearchParams(search)
  if (target === null) next.delete('explain')
  else next.set('explain', target)
  const text = next.toString()
  return text === '' ? '' : `?${text}`
}

/** Returns the target of the breakdown in a query; null when there is none. */
export function getExplainParam(search: string): string | null {
  return new URLSearchParams(search).get('explain') || null
}

/** Returns the breakdown target of a location: `all`, or its kind and ID. */
export function explainTargetForPlace(
  topology: Topology | undefined,
  placeId: string | null,
): string {
  if (placeId === null) return 'all'
  const isPlace = ({ id }: { id: string }) => id === placeId
  if (topology?.sites.some(isPlace)) return `site:${placeId}`
  return `${topology?.buildings.some(isPlace) ? 'building' : 'floor'}:${placeId}`
}
