import { sortByName } from '#src/domain/topology/sort-by-name.ts'
import {
  placeParam,
  searchTextParam,
  tagsParam,
  writeOverviewParams,
} from '#src/lib/overview-params.ts'
import { paths, roomHref } from '#src/lib/routes.ts'
import { toQuery, withParam } from '#src/lib/url-state.ts'
import { maxNameLength, nameOrId } from '#src/contract/butlr-values.ts'
import type { Device } from '#src/domain/topology/sensor-directory.ts'
import {
  buildingLabel,
  findFloorLocation,
  locateFloors,
  type Topology,
} from '#src/domain/topology/topology.ts'
import UFuzzy from '@leeoniya/ufuzzy'
import { formatMac, isNamedAfterMac, sensorName } from '#src/format/sensor-labels.ts'
import { normalizeText } from '#src/domain/topology/text-search.ts'
import * as messages from '#messages/search.ts'

/** A searchable item with its name and location. */
type SearchItem = {
  kind: 'room' | 'place' | 'tag' | 'sensor'
  id: string
  name: string
  /** Text beside the name: the floor of a room, the room of a sensor. */
  detail: string
}

/**
 * Returns all searchable items: rooms, floors, buildings, sites, tags, and sensors by name and MAC address.
 *
 * @param unknownRoomIds IDs of rooms that only the reporting API returns
 */
export function buildSearchItems(
  topology: Topology | undefined,
  unknownRoomIds: readonly string[],
  devices: readonly Device[],
): SearchItem[] {
  const { sites = [], buildings = [], floors = [], rooms = [], tags = [] } = topology ?? {}
  const namesById = new Map(
    [...sites, ...buildings, ...floors, ...rooms].map((one) => [one.id, one.name]),
  )
  const getName = (id: string | null) => (id === null ? undefined : namesById.get(id))
  const joinDetails = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(' · ')
  const labels = new Map(
    buildings.map((one) => [one.id, topology && buildingLabel(topology, one)] as const),
  )
  const locations = locateFloors(topology)
  return [
    ...rooms.map(({ id, name, floorId, kind }): SearchItem => {
      const { label } = findFloorLocation(locations, floorId)
      return { kind: 'room', id, name, detail: joinDetails(label, kind) }
    }),
    ...unknownRoomIds.map((id): SearchItem => ({
      kind: 'room',
      id,
      name: nameOrId(null, id),
      detail: '',
    })),
    ...floors.map(({ id, name, buildingId }) =>
      toPlaceItem(
        id,
        name,
        joinDetails(messages.floor, labels.get(buildingId) ?? getName(buildingId)),
      ),
    ),
    ...buildings.map(({ id, name, siteId }) => {
      const label = labels.get(id)
      const distinct = label === name ? undefined : label
      return toPlaceItem(id, name, joinDetails(messages.building, distinct ?? getName(siteId)))
    }),
    ...sites.map(({ id, name }) => toPlaceItem(id, name, messages.site)),
    ...sortByName(tags).map(({ id, name }): SearchItem => ({
      kind: 'tag',
      id,
      name,
      detail: messages.tag,
    })),
    ...devices
      .filter(({ mac, hidden }) => mac !== '' && hidden === null)
      .map((device): SearchItem => {
        const { mac, name, roomId, floorId } = device
        const detail = joinDetails(
          isNamedAfterMac(name, mac) ? null : formatMac(mac),
          getName(roomId) ?? getName(floorId),
        )
        return { kind: 'sensor', id: mac, name: sensorName(device), detail }
      }),
  ]
}

function toPlaceItem(id: string, name: string, detail: string): SearchItem {
  return { kind: 'place', id, name, detail }
}

/** Maximum number of results. Longer lists are not useful; typing more narrows the results. */
const maxResults = 12

/**
 * Each word may have one letter missing, added, wrong or transposed. Recognises the letters of all alphabets, because
 * room names can be in any language.
 */
const fuzzy = new UFuzzy({
  unicode: true,
  interSplit: String.raw`[^\p{L}\d']+`,
  intraSplit: String.raw`\p{Ll}\p{Lu}`,
  intraBound: String.raw`\p{L}\d|\d\p{L}|\p{Ll}\p{Lu}`,
  intraChars: String.raw`[\p{L}\d']`,
  intraContr: String.raw`'\p{L}{1,2}\b`,
  intraMode: 1,
  intraIns: 1,
  intraSub: 1,
  intraTrn: 1,
  intraDel: 1,
})
/** Maximum number of words to try in every order; each additional word multiplies the cost. */
const maxPermutedWords = 4

/** Longer queries must match exactly, because the cost of a fuzzy match grows with the square of the query's length. */
const maxFuzzyLength = 32

/** Order of kinds among equal matches: a room is a more likely target than a sensor in it, and a tag is a filter. */
const kindOrder: readonly SearchItem['kind'][] = ['room', 'place', 'sensor', 'tag']
/** Up to this many tags with a matching name are listed even after many matching sensors. */
const maxListedTags = 2

/** The items, and the normalised text of each item, in the same order. */
type SearchIndex = { items: readonly SearchItem[]; texts: string[] }

/** Creates the index. Normalises each item once, not on every key press. */
export function createSearchIndex(entries: readonly SearchItem[]): SearchIndex {
  return { items: entries, texts: entries.map(toSearchText) }
}

function toSearchText({ kind, id, name, detail }: SearchItem): string {
  // Users also type MAC addresses in other formats, so the address is indexed without separators too.
  const bare = kind === 'sensor' ? `${id} ${id.replaceAll(/[^0-9a-z]/gi, '')}` : ''
  return normalizeText(`${name} ${detail} ${bare}`)
}

/** Returns the items that match the query, best first; none for an empty query. */
export function searchItems({ items, texts }: SearchIndex, query: string): SearchItem[] {
  const needle = normalizeText(query.trim().slice(0, maxNameLength))
  if (needle === '') return []
  const ranked = rankMatches(texts, needle)
    .flatMap((at) => (at === undefined ? [] : (items[at] ?? [])))
    .map((entry, rank) => ({ entry, rank, start: matchRank(entry, needle) }))
    .toSorted(
      (a, b) =>
        a.start - b.start ||
        compareKinds(a.entry, b.entry) ||
        a.entry.name.length - b.entry.name.length ||
        a.rank - b.rank,
    )
  const isTag = ({ entry, start }: (typeof ranked)[number]) => entry.kind === 'tag' && start < 2
  const tags = ranked.filter(isTag).slice(0, maxListedTags)
  const others = ranked.filter((match) => !isTag(match)).slice(0, maxResults - tags.length)
  const listed = new Set([...others, ...tags])
  return ranked.filter((match) => listed.has(match)).map(({ entry }) => entry)
}

/**
 * Returns the indexes of the matching strings, best first. Matches of a query that is too long for a fuzzy search are not
 * ranked.
 */
function rankMatches(texts: string[], needle: string): (number | undefined)[] {
  if (needle.length > maxFuzzyLength) {
    const words = needle.split(/\s+/)
    return texts.flatMap((text, at) => (words.every((word) => text.includes(word)) ? [at] : []))
  }
  const [indexes, info, order] = fuzzy.search(texts, needle, maxPermutedWords, texts.length)
  if (info && order) return order.map((at) => info.idx[at])
  return indexes === null ? [] : [...indexes]
}

/**
 * Ranks names that start with the query first, then other names that contain the query and all tags whose name contains
 * it, then the rest.
 */
function matchRank({ kind, name }: SearchItem, needle: string): number {
  const at = normalizeText(name).indexOf(needle)
  return at < 0 ? 2 : at > 0 || kind === 'tag' ? 1 : 0
}

function compareKinds(a: SearchItem, b: SearchItem): number {
  return kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind)
}

export type SearchResult = { key: string; name: string; detail: string; href: string }

/**
 * URLs of results. Rooms and locations keep the filters of the overview. A tag keeps only the view and the order,
 * because other filters could hide its rooms.
 */
const resultHrefs: Record<SearchItem['kind'], (id: string, query: string) => string> = {
  room: (id, query) => roomHref(id) + query,
  place: (place, query) => paths.rooms + withParam(query, placeParam, place),
  tag: (tag, query) => paths.rooms + withParam(withoutFilters(query), tagsParam, [tag]),
  sensor: (mac) => paths.sensors + withParam('', searchTextParam, formatMac(mac)),
}

function withoutFilters(query: string): string {
  const none = { place: null, state: null, tags: [], seats: null, q: '' }
  return toQuery(writeOverviewParams(new URLSearchParams(query), none))
}

/**
 * Returns the results with their URLs and, if several rooms match, a last result for all of them.
 *
 * @param overviewQuery the query of the overview (see `overviewQuery`)
 */
export function toSearchResults(
  found: readonly SearchItem[],
  text: string,
  overviewQuery: string,
): SearchResult[] {
  const results = found.map((entry): SearchResult => ({
    key: `${entry.kind} ${entry.id}`,
    name: entry.name,
    detail: entry.detail,
    href: resultHrefs[entry.kind](entry.id, overviewQuery),
  }))
  const query = text.trim()
  if (found.filter(({ kind }) => kind === 'room').length < 2) return results
  const all = { key: 'all', name: messages.allMatchingRooms(query), detail: '' }
  const search = withParam(withoutFilters(overviewQuery), searchTextParam, query)
  return [...results, { ...all, href: paths.rooms + search }]
}
