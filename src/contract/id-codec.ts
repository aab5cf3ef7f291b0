/** Matches what a query cannot contain: half a surrogate pair, which `URLSearchParams` would replace. Also `~` itself. */
const unsafeInQuery = /[~\p{Cs}]/gu

/**
 * Escapes an ID with any 16-bit characters for a URL, as text without halves of surrogate pairs. Each unsafe character
 * becomes its hexadecimal code point between tildes: `a~` becomes `a~7e~`.
 *
 * @param unsafe the characters to escape, which include `~`; by default those that a query cannot contain
 */
export function escapeId(id: string, unsafe = unsafeInQuery): string {
  return id.replaceAll(unsafe, (sign) => `~${sign.codePointAt(0)?.toString(16)}~`)
}

/** Returns the ID that `escapeId` has escaped. Keeps text that is not escaped, such as that of an external link. */
export function unescapeId(text: string): string {
  return text.replaceAll(/~(10[\da-f]{4}|[\da-f]{1,5})~/g, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  )
}
