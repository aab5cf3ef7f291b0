/**
 * An id as one segment of a path, whatever characters it has. Letters, digits, `_` and `-` stay; anything else is its
 * code point in hexadecimal between tildes (`a/b` is `a~2f~b`). Percent-encoding alone would not survive: proxies and
 * routers decode it, browsers resolve `%2e%2e` as `..`, and servers take what follows a dot for the type of a file.
 */
export function toPathSegment(id: string): string {
  return encodeURIComponent(
    id.replaceAll(/[^\p{L}\p{N}_-]/gu, (sign) => `~${sign.codePointAt(0)?.toString(16)}~`),
  )
}

/** The id that a segment of a path names, as `toPathSegment` wrote it or percent-encoded. */
export function fromPathSegment(segment: string): string {
  return decoded(segment).replaceAll(/~(10[\da-f]{4}|[\da-f]{1,5})~/g, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  )
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
