import { displayName, maxNameLength, nameOrId } from '#src/contract/butlr-values.ts'
import type { Device } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import UFuzzy from '@leeoniya/ufuzzy'
import { isNamedAfterMac } from '#src/format/sensor-labels.ts'
import { normalizeText } from '#src/domain/topology/text-search.ts'

/** Where what is found lives; the app knows the addresses, the search does not. */
export type SearchHrefs = {
  room: (roomId: string) => string
  place: (placeId: string) => string
  tag: (tagId: string) => string
  sensor: (mac: string) => string
  /** All rooms that match what was typed. */
  rooms: (query: string) => string
}

/** Something that can be found: what it is called, where it is, and by what else it is known. */
export type SearchItem = {
  kind: 'room' | 'place' | 'tag' | 'sensor'
  id: string
  name: string
  /** What stands beside the name: the floor of a room, the room of a sensor. */
  detail: string
}

/**
 * Everything that can be found: rooms, floors, buildings and sites, tags, and sensors by name and address.
 *
 * @param unknownRoomIds ids of rooms that only reporting knows
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
  const buildingByFloor = new Map(floors.map((floor) => [floor.id, floor.buildingId]))
  return [
    ...rooms.map(({ id, name, floorId, kind }): SearchItem => {
      const building =
        buildings.length > 1 ? getName(buildingByFloor.get(floorId ?? '') ?? null) : null
      return { kind: 'room', id, name, detail: joinDetails(building, getName(floorId), kind) }
    }),
    ...unknownRoomIds.map((id): SearchItem => ({
      kind: 'room',
      id,
      name: nameOrId(null, id),
      detail: '',
    })),
    ...floors.map(({ id, name, buildingId }) =>
      toPlaceItem(id, name, joinDetails('Floor', getName(buildingId))),
    ),
    ...buildings.map(({ id, name, siteId }) =>
      toPlaceItem(id, name, joinDetails('Building', getName(siteId))),
    ),
    ...sites.map(({ id, name }) => toPlaceItem(id, name, 'Site')),
    ...tags.map(({ id, name }): SearchItem => ({ kind: 'tag', id, name, detail: 'Tag' })),
    ...devices
      .filter(({ mac, hidden }) => mac !== '' && hidden === null)
      .map(({ mac, name, roomId, floorId }): SearchItem => {
        const detail = joinDetails(
          isNamedAfterMac(name, mac) ? null : displayName(mac),
          getName(roomId) ?? getName(floorId),
        )
        return { kind: 'sensor', id: mac, name, detail }
      }),
  ]
}

function toPlaceItem(id: string, name: string, detail: string): SearchItem {
  return { kind: 'place', id, name, detail }
}

/** More than anybody reads; the rest is reached by typing on. */
const maxResults = 12

/**
 * One letter may be missing, too many, wrong or swapped in each word: what is typed in a hurry still finds. Letters are
 * any alphabet's, since rooms have names in many.
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
/** Words that are tried in every order; each more multiplies the work. */
const maxPermutedWords = 4

/** Of longer queries every word must be found as it is typed: what typos cost grows with the square of the length. */
const maxFuzzyLength = 32

/** Among equally good matches a room is meant more often than a sensor in it. */
const kindOrder: readonly SearchItem['kind'][] = ['room', 'place', 'tag', 'sensor']

/** What was typed, ready to be compared with every entry. */
export type SearchIndex = { items: readonly SearchItem[]; texts: string[] }

/** Prepares entries to be searched: folded once, not with every letter. */
export function createSearchIndex(entries: readonly SearchItem[]): SearchIndex {
  return { items: entries, texts: entries.map(toSearchText) }
}

function toSearchText({ kind, id, name, detail }: SearchItem): string {
  // An address is also typed without its hyphens.
  const bare = kind === 'sensor' ? id.replaceAll(/[^0-9a-z]/gi, '') : ''
  return normalizeText(`${name} ${detail} ${bare}`)
}

/** The entries that are meant by what was typed, best first. Nothing typed finds nothing. */
export function searchItems({ items, texts }: SearchIndex, query: string): SearchItem[] {
  const needle = normalizeText(query.trim().slice(0, maxNameLength))
  if (needle === '') return []
  return rankMatches(texts, needle)
    .flatMap((at) => (at === undefined ? [] : (items[at] ?? [])))
    .map((entry, rank) => ({ entry, rank, start: matchRank(entry, needle) }))
    .toSorted(
      (a, b) =>
        a.start - b.start ||
        compareKinds(a.entry, b.entry) ||
        a.entry.name.length - b.entry.name.length ||
        a.rank - b.rank,
    )
    .slice(0, maxResults)
    .map(({ entry }) => entry)
}

/** The indexes of the texts that match, best first. */
function rankMatches(texts: string[], needle: string): (number | undefined)[] {
  if (needle.length > maxFuzzyLength) {
    const words = needle.split(/\s+/)
    return texts.flatMap((text, at) => (words.every((word) => text.includes(word)) ? [at] : []))
  }
  const [indexes, info, order] = fuzzy.search(texts, needle, maxPermutedWords, texts.length)
  if (info && order) return order.map((at) => info.idx[at])
  return indexes === null ? [] : [...indexes]
}

/** A name that begins with what was typed comes first, then a name that holds it, then the rest. */
function matchRank({ name }: SearchItem, needle: string): number {
  const at = normalizeText(name).indexOf(needle)
  return at === 0 ? 0 : at > 0 ? 1 : 2
}

function compareKinds(a: SearchItem, b: SearchItem): number {
  return kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind)
}

/** Something to go to. */
export type SearchResult = { key: string; name: string; detail: string; href: string }

/** Where each find leads, and last all rooms that match, where there are several. */
export function toSearchResults(
  found: readonly SearchItem[],
  text: string,
  hrefs: SearchHrefs,
): SearchResult[] {
  const results = found.map((entry): SearchResult => ({
    key: `${entry.kind} ${entry.id}`,
    name: entry.name,
    detail: entry.detail,
    href: hrefs[entry.kind](entry.id),
  }))
  const query = text.trim()
  if (found.filter(({ kind }) => kind === 'room').length < 2) return results
  const all = { key: 'all', name: `All rooms that match “${query}”`, detail: '' }
  return [...results, { ...all, href: hrefs.rooms(query) }]
}
