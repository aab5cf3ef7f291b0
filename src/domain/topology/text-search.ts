/**
 * Folds case and removes diacritics and isolates (`displayName`) for comparison, so that `cafe` finds `Café` and
 * `strasse` finds `Straße`.
 */
export function normalizeText(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\p{Diacritic}\u2068\u2069]/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
}

/**
 * Returns whether each word of the query occurs in any of the strings.
 *
 * @param query as typed; an empty query matches everything
 * @param texts the strings to search, such as a room's name, kind and floor
 */
export function matchesQuery(query: string, texts: readonly (string | null)[]): boolean {
  const wanted = normalizeText(query).split(/\s+/).filter(Boolean)
  const searchedText = normalizeText(texts.filter((text) => text !== null).join(' '))
  return wanted.every((word) => searchedText.includes(word))
}
