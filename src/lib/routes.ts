/**
 * An id as one segment of a path, whatever characters it has. Letters, digits, `_` and `-` stay; anything else is its
 * code point in hexadecimal between tildes (`a/b` is `a~2f~b`). Percent-encoding alone would not survive: proxies and
 * routers decode it, browsers resolve `%2e%2e` as `..`, and servers take what follows a dot for the type of a file.
 */
export function encodePathSegment(id: string): string {
  return encodeURIComponent(
    id.replaceAll(/[^\p{L}\p{N}_-]/gu, (sign) => `~${sign.codePointAt(0)?.toString(16)}~`),
  )
}

/** The id that a segment of a path names, as `toPathSegment` wrote it or percent-encoded. */
export function decodePathSegment(segment: string): string {
  return decodeOrKeep(segment).replaceAll(/~(10[\da-f]{4}|[\da-f]{1,5})~/g, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  )
}

function decodeOrKeep(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** The only place that knows the app's URLs. */
export const paths = { rooms: '/', sensors: '/sensors', displays: '/displays' } as const

/** Where a room opens. */
export function roomHref(roomId: string): string {
  return `/rooms/${encodePathSegment(roomId)}`
}

/** The id of the room that a path opens; null where it opens none. */
export function roomIdFromPath(path: string): string | null {
  const segment = /^\/rooms\/([^/]+)$/.exec(path)?.[1]
  return segment === undefined ? null : decodePathSegment(segment)
}

/** A screen with a query: `/sensors?place=space_1`. */
export function withQuery(path: string, query: Record<string, string>): string {
  return `${path}?${new URLSearchParams(query)}`
}
