/**
 * Text as it is compared: without case and without diacritics, so that `cafe` finds `Café` and `strasse` finds `Straße`.
 */
export function normalizeText(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
}

/**
 * Whether a room is meant by what somebody typed: every word of it occurs in the room's name, kind or floor.
 *
 * @param query as typed; an empty one means every room
 */
export function matchesQuery(query: string, texts: readonly (string | null)[]): boolean {
  const wanted = normalizeText(query).split(/\s+/).filter(Boolean)
  const searchedText = normalizeText(texts.filter((text) => text !== null).join(' '))
  return wanted.every((word) => searchedText.includes(word))
}
