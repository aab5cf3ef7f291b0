/** The only place that knows the app's URLs: patterns for the router, functions for links. */
export const paths = {
  rooms: '/',
  room: '/rooms/:roomId',
  sensors: '/sensors',
  displays: '/displays',
} as const

/** Where a room opens. */
export function hrefOfRoom(roomId: string): string {
  return `/rooms/${encodeURIComponent(roomId)}`
}

/** A screen with a query: `/sensors?place=space_1`. */
export function withQuery(path: string, query: Record<string, string>): string {
  return `${path}?${new URLSearchParams(query)}`
}
