import { escapeId, unescapeId } from '#src/contract/id-codec.ts'
import { optionalText, toQuery, withParam } from './url-state.ts'
import type { Topology } from '#src/domain/topology/topology.ts'

/**
 * Encodes an ID with any characters as one path segment. Keeps letters and digits (percent-encoded unless ASCII), `_`
 * and `-`. Every other character becomes its hexadecimal code point between tildes, so `a/b` becomes `a~2f~b`.
 * Percent-encoding alone is not safe: proxies and routers decode it, browsers resolve `%2e%2e` as `..`, and servers
 * treat text after a dot as a file type.
 */
export function encodePathSegment(id: string): string {
  return encodeURIComponent(escapeId(id, /[^\p{L}\p{N}_-]/gu))
}

/** Decodes a path segment, encoded by `encodePathSegment` or percent-encoded, to an ID. */
export function decodePathSegment(segment: string): string {
  return unescapeId(decodeOrKeep(segment))
}

function decodeOrKeep(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** The paths of the app. No other module contains URLs of the app. */
export const paths = {
  rooms: '/',
  insights: '/insights',
  sensors: '/sensors',
  displays: '/displays',
  metrics: '/metrics',
  settings: '/settings',
  replay: '/replay',
  report: '/report',
} as const

/** The room whose data explains the metrics; null if none is selected. */
export const metricsRoomParam = optionalText('room')

/**
 * Returns the URL of the page that explains the metrics with the data of a room.
 *
 * @param query other parameters
 */
export function metricsHref(roomId: string, query: string): string {
  return paths.metrics + withParam(query, metricsRoomParam, roomId)
}

/** The room of a report; null if it is the report of a place. */
export const reportRoomParam = optionalText('room')

/**
 * Returns the URL of the report of a room.
 *
 * @param query range and comparison, as on the room's page
 */
export function roomReportHref(roomId: string, query: string): string {
  return paths.report + withParam(query, reportRoomParam, roomId)
}

/** The sections of the Settings page to which other pages link. The values are element IDs. */
export type SettingsSectionId = 'opening-hours' | 'rooms' | 'thresholds'

export function settingsHref(section: SettingsSectionId): string {
  return `${paths.settings}#${section}`
}

export function roomHref(roomId: string): string {
  return `/rooms/${encodePathSegment(roomId)}`
}

/** Returns a query without the parameters of a room's page, for links to other pages. */
export function withoutRoomParams(query: string): string {
  const search = new URLSearchParams(query)
  for (const name of ['range', 'metric', 'chart', 'compare']) search.delete(name)
  return toQuery(search)
}

/** Returns the room ID in a path, or null if the path does not belong to a room. */
export function roomIdFromPath(path: string): string | null {
  const segment = /^\/rooms\/([^/]+)$/.exec(path)?.[1]
  return segment === undefined ? null : decodePathSegment(segment)
}

const explainParam = optionalText('explain')

/**
 * Returns the query that opens or closes the breakdown of a value. Keeps all other parameters.
 *
 * @param search the current query
 * @param target the value in the format of `serializeTarget`, or null to close the breakdown
 */
export function withExplainParam(search: string, target: string | null): string {
  return withParam(search, explainParam, target)
}

/** Returns the breakdown target in a query, or null if there is none. */
export function getExplainParam(search: string): string | null {
  return explainParam.read(new URLSearchParams(search))
}

/** Returns the breakdown target for a location: `all`, or its kind and ID. */
export function explainTargetForPlace(
  topology: Topology | undefined,
  placeId: string | null,
): string {
  if (placeId === null) return 'all'
  const isPlace = ({ id }: { id: string }) => id === placeId
  if (topology?.sites.some(isPlace)) return `site:${placeId}`
  return `${topology?.buildings.some(isPlace) ? 'building' : 'floor'}:${placeId}`
}
