/**
 * The query that opens or closes the explanation of a figure, and keeps the rest of what is shown.
 *
 * @param search the query now
 * @param target what is explained, as subjectText writes it; null closes it
 */
export function withExplainParam(search: string, target: string | null): string {
  const next = new URLSearchParams(search)
  if (target === null) next.delete('explain')
  else next.set('explain', target)
  const text = next.toString()
  return text === '' ? '' : `?${text}`
}

/** The figure that a query explains; null when it explains none. */
export function getExplainParam(search: string): string | null {
  return new URLSearchParams(search).get('explain') || null
}
