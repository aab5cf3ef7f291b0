/**
 * The query that shows another place and keeps the rest of what is shown.
 *
 * @param search the query now
 * @param placeId id of a site, a building or a floor; null means everywhere
 */
export function placeSearch(search: string, placeId: string | null): string {
  const next = new URLSearchParams(search)
  if (placeId === null) next.delete('place')
  else next.set('place', placeId)
  const text = next.toString()
  return text === '' ? '' : `?${text}`
}

/** The place that a query shows; null means everywhere. */
export function placeIn(search: string): string | null {
  return new URLSearchParams(search).get('place') || null
}
