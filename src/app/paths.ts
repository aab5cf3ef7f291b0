/** The only place that knows the app's URLs: patterns for the router, functions for links. */
export const paths = {
  rooms: '/',
  room: '/rooms/:roomId',
} as const

/** Where a room opens. */
export function hrefOfRoom(roomId: string): string {
  return `/rooms/${encodeURIComponent(roomId)}`
}
