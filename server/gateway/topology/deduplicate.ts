import type {
  MissingPart,
  DuplicateParts,
  WireHive,
  WireRoom,
  WireSensor,
  WireSite,
  WireZone,
} from '#src/contract/topology.ts'

type Kind = MissingPart['kind']
type Identified = { id: string }
/** One list per parent, in order. */
type Lists<T> = readonly (readonly T[])[]

/**
 * Returns each site, building, floor, room and zone once, even if the topology lists it several times. The first entry
 * of a location gets the content of all its entries. A room stays on the floor that its record names, otherwise on the
 * first floor that lists it.
 */
export function deduplicatePlaces(listed: readonly WireSite[]): {
  sites: WireSite[]
  repeated: DuplicateParts[]
} {
  const repeated: DuplicateParts[] = []
  const once = <T extends Identified>(
    kind: Kind,
    lists: Lists<T>,
    rule: DeduplicationRule<T>,
  ): T[][] => {
    const { kept, count } = deduplicateLists(lists, rule)
    if (count > 0) repeated.push({ kind, count })
    return kept
  }

  const [sites = []] = once('site', [listed], {
    join: (first, again) => {
      first.buildings = [...first.buildings, ...again.buildings]
    },
  })
  /** Keeps each child in one parent, and returns the children of all parents. */
  const onceIn = <K extends string, T extends Identified>(
    kind: Kind,
    parents: readonly Record<K, T[]>[],
    key: K,
    rule: DeduplicationRule<T>,
  ): T[] => {
    const children = once(
      kind,
      parents.map((parent) => parent[key]),
      rule,
    )
    for (const [index, parent] of parents.entries()) parent[key] = children[index] ?? []
    return children.flat()
  }
  const buildings = onceIn('building', sites, 'buildings', {
    join: (first, again) => {
      first.floors = [...first.floors, ...again.floors]
    },
  })
  const floors = onceIn('floor', buildings, 'floors', {
    join: (first, again) => {
      first.rooms = [...first.rooms, ...again.rooms]
      first.zones = [...first.zones, ...again.zones]
    },
  })
  onceIn<'rooms', WireRoom>('room', floors, 'rooms', {
    isHome: (room, index) => room.floor_id === floors[index]?.id,
    // Marks contradictory records as malformed, because the privacy rules must not rely on either of them.
    join: (kept, other) => {
      if (other.malformed === true || kept.capacity?.max !== other.capacity?.max) {
        kept.malformed = true
      }
    },
  })
  onceIn<'zones', WireZone>('zone', floors, 'zones', {})
  return { sites, repeated }
}

export function deduplicateHives(listed: readonly WireHive[]): Deduplicated<WireHive> {
  const { kept, count } = deduplicateLists([listed], {})
  return { items: kept[0] ?? [], repeated: count > 0 ? [{ kind: 'hive', count }] : [] }
}

/**
 * Returns each installed sensor once, by MAC address: preferably a record with a room, then the record with the latest
 * heartbeat. Keeps all sensors without a MAC address, and all uninstalled sensors, because these count in no room and
 * may be records of an earlier location.
 */
export function deduplicateSensors(listed: readonly WireSensor[]): Deduplicated<WireSensor> {
  const best = new Map<string, WireSensor>()
  const again = new Set<string>()
  for (const sensor of listed) {
    const mac = installedMac(sensor)
    const known = best.get(mac)
    if (mac === '') continue
    if (known !== undefined) again.add(mac)
    if (known === undefined || isPreferred(sensor, known)) best.set(mac, sensor)
  }
  const items = listed.filter((sensor) => {
    const mac = installedMac(sensor)
    return mac === '' || best.get(mac) === sensor
  })
  return { items, repeated: again.size > 0 ? [{ kind: 'sensor', count: again.size }] : [] }
}

type Deduplicated<T> = { items: T[]; repeated: DuplicateParts[] }
type DeduplicationRule<T> = {
  /** Called for each dropped entry; without `isHome`, that is always the later entry. */
  join?: (kept: T, other: T) => void
  /** Returns whether an entry's own record names the list that contains the entry. */
  isHome?: (item: T, list: number) => boolean
}

/**
 * Keeps each item in one list: the list to which it belongs, else the first list that contains it. `count` is the
 * number of repeated items.
 */
function deduplicateLists<T extends Identified>(
  lists: Lists<T>,
  { join, isHome }: DeduplicationRule<T>,
): { kept: T[][]; count: number } {
  const chosen = new Map<string, { item: T; home: boolean }>()
  const again = new Set<string>()
  for (const [index, list] of lists.entries()) {
    for (const item of list) {
      const home = isHome?.(item, index) ?? false
      const known = chosen.get(item.id)
      if (known !== undefined) again.add(item.id)
      if (known === undefined || (home && !known.home)) {
        chosen.set(item.id, { item, home })
        if (known !== undefined) join?.(item, known.item)
      } else join?.(known.item, item)
    }
  }
  const kept = lists.map((list) => list.filter((item) => chosen.get(item.id)?.item === item))
  return { kept, count: again.size }
}

function installedMac({ mac_address: mac, installation_status: status }: WireSensor): string {
  return status?.toUpperCase() === 'UNINSTALLED' ? '' : (mac ?? '')
}

function isPreferred(one: WireSensor, other: WireSensor): boolean {
  const hasRoom = (sensor: WireSensor) => Number((sensor.room_id ?? null) !== null)
  const rooms = hasRoom(one) - hasRoom(other)
  return rooms === 0 ? (one.last_heartbeat ?? 0) > (other.last_heartbeat ?? 0) : rooms > 0
}
