/**
 * The query that opens or closes the explanation of a figure, and keeps the rest of what is shown.
 *
 * @param search the query now
 * @param subject what is explained, as subjectText writes it; null closes it
 */
export function explainSearch(search: string, subject: string | null): string {
  const next = new URLSearchParams(search)
  if (subject === null) next.delete('explain')
  else next.set('explain', subject)
  const text = next.toString()
  return text === '' ? '' : `?${text}`
}

/** The figure that a query explains; null when it explains none. */
export function explainIn(search: string): string | null {
  return new URLSearchParams(search).get('explain') || null
}
