import { nameOrId } from '#src/contract/butlr-values.ts'
import type { Device } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import UFuzzy from '@leeoniya/ufuzzy'
import { folded } from '#src/domain/topology/text-search.ts'

/** Where what is found lives; the app knows the addresses, the search does not. */
export type SearchTargets = {
  room: (roomId: string) => string
  place: (placeId: string) => string
  tag: (tagId: string) => string
  sensor: (mac: string) => string
  /** All rooms that match what was typed. */
  rooms: (query: string) => string
}

/** Something that can be found: what it is called, where it is, and by what else it is known. */
export type Entry = {
  kind: 'room' | 'place' | 'tag' | 'sensor'
  id: string
  name: string
  /** What stands beside the name: the floor of a room, the room of a sensor. */
  detail: string
}

/**
 * Everything that can be found: rooms, floors, buildings and sites, tags, and sensors by name and address.
 *
 * @param strangers ids of rooms that only reporting knows
 */
export function entriesFrom(
  topology: Topology | undefined,
  strangers: readonly string[],
  devices: readonly Device[],
): Entry[] {
  const { sites = [], buildings = [], floors = [], rooms = [], tags = [] } = topology ?? {}
  const nameOf = new Map(
    [...sites, ...buildings, ...floors, ...rooms].map((one) => [one.id, one.name]),
  )
  const named = (id: string | null) => (id === null ? undefined : nameOf.get(id))
  const joined = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(' · ')
  const buildingOf = new Map(floors.map((floor) => [floor.id, floor.buildingId]))
  return [
    ...rooms.map(({ id, name, floorId, kind }): Entry => {
      const building = buildings.length > 1 ? named(buildingOf.get(floorId ?? '') ?? null) : null
      return { kind: 'room', id, name, detail: joined(building, named(floorId), kind) }
    }),
    ...strangers.map((id): Entry => ({ kind: 'room', id, name: nameOrId(null, id), detail: '' })),
    ...floors.map(({ id, name, buildingId }) =>
      place(id, name, joined('Floor', named(buildingId))),
    ),
    ...buildings.map(({ id, name, siteId }) => place(id, name, joined('Building', named(siteId)))),
    ...sites.map(({ id, name }) => place(id, name, 'Site')),
    ...tags.map(({ id, name }): Entry => ({ kind: 'tag', id, name, detail: 'Tag' })),
    ...devices
      .filter(({ mac, hidden }) => mac !== '' && hidden === null)
      .map(({ mac, name, roomId, floorId }): Entry => {
        const detail = joined(name === mac ? null : mac, named(roomId) ?? named(floorId))
        return { kind: 'sensor', id: mac, name, detail }
      }),
  ]
}

function place(id: string, name: string, detail: string): Entry {
  return { kind: 'place', id, name, detail }
}

/** More than anybody reads; the rest is reached by typing on. */
const mostFound = 12

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
const wordsInAnyOrder = 4

/** Among equally good matches a room is meant more often than a sensor in it. */
const kindOrder: readonly Entry['kind'][] = ['room', 'place', 'tag', 'sensor']

/** What was typed, ready to be compared with every entry. */
export type Index = { entries: readonly Entry[]; texts: string[] }

/** Prepares entries to be searched: folded once, not with every letter. */
export function indexOf(entries: readonly Entry[]): Index {
  return { entries, texts: entries.map(textOf) }
}

function textOf({ kind, id, name, detail }: Entry): string {
  // An address is also typed without its hyphens.
  const bare = kind === 'sensor' ? id.replaceAll(/[^0-9a-z]/gi, '') : ''
  return folded(`${name} ${detail} ${bare}`)
}

/** The entries that are meant by what was typed, best first. Nothing typed finds nothing. */
export function find({ entries, texts }: Index, typed: string): Entry[] {
  const needle = folded(typed.trim())
  if (needle === '') return []
  const [indexes, info, order] = fuzzy.search(texts, needle, wordsInAnyOrder, texts.length)
  const ranked =
    info && order ? order.map((at) => info.idx[at]) : indexes === null ? [] : [...indexes]
  return ranked
    .flatMap((at) => (at === undefined ? [] : (entries[at] ?? [])))
    .map((entry, rank) => ({ entry, rank, start: startsWith(entry, needle) }))
    .toSorted(
      (a, b) =>
        a.start - b.start ||
        byKind(a.entry, b.entry) ||
        a.entry.name.length - b.entry.name.length ||
        a.rank - b.rank,
    )
    .slice(0, mostFound)
    .map(({ entry }) => entry)
}

/** A name that begins with what was typed comes first, then a name that holds it, then the rest. */
function startsWith({ name }: Entry, needle: string): number {
  const at = folded(name).indexOf(needle)
  return at === 0 ? 0 : at > 0 ? 1 : 2
}

function byKind(a: Entry, b: Entry): number {
  return kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind)
}

/** Something to go to. */
export type Choice = { key: string; name: string; detail: string; href: string }

/** Where each find leads, and last all rooms that match, where there are several. */
export function choicesFrom(
  found: readonly Entry[],
  typed: string,
  targets: SearchTargets,
): Choice[] {
  const choices = found.map((entry): Choice => ({
    key: `${entry.kind} ${entry.id}`,
    name: entry.name,
    detail: entry.detail,
    href: targets[entry.kind](entry.id),
  }))
  const query = typed.trim()
  if (found.filter(({ kind }) => kind === 'room').length < 2) return choices
  const all = { key: 'all', name: `All rooms that match “${query}”`, detail: '' }
  return [...choices, { ...all, href: targets.rooms(query) }]
}
