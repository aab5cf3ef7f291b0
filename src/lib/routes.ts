import { fromPathSegment, toPathSegment } from './path-segment.ts'

/** The only place that knows the app's URLs. */
export const paths = { rooms: '/', sensors: '/sensors', displays: '/displays' } as const

/** Where a room opens. */
export function hrefOfRoom(roomId: string): string {
  return `/rooms/${toPathSegment(roomId)}`
}

/** The id of the room that a path opens; null where it opens none. */
export function roomIdIn(path: string): string | null {
  const segment = /^\/rooms\/([^/]+)$/.exec(path)?.[1]
  return segment === undefined ? null : fromPathSegment(segment)
}

/** A screen with a query: `/sensors?place=space_1`. */
export function withQuery(path: string, query: Record<string, string>): string {
  return `${path}?${new URLSearchParams(query)}`
}
