/** Matches half a surrogate pair, which `URLSearchParams` would replace, and `~`, the escape character. */
const unsafeInQuery = /[~\p{Cs}]/gu

/**
 * Escapes an ID, which may contain any UTF-16 code units, for a URL. Each unsafe character becomes its hexadecimal code
 * point between tildes: `a~` becomes `a~7e~`.
 *
 * @param unsafe matches the characters to escape, which must include `~`; by default the characters that a query cannot
 *   contain
 */
export function escapeId(id: string, unsafe = unsafeInQuery): string {
  return id.replaceAll(unsafe, (sign) => `~${sign.codePointAt(0)?.toString(16)}~`)
}

/** Reverses `escapeId`. Leaves text that is not escaped, such as an ID in an external link, unchanged. */
export function unescapeId(text: string): string {
  return text.replaceAll(/~(10[\da-f]{4}|[\da-f]{1,5})~/g, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  )
}
