import { toTimeZone } from '#src/domain/time/time-zone.ts'
import type { Overrides } from '#src/contract/overrides.ts'
import type { Room, Topology } from './topology.ts'

const cache = new WeakMap<Topology, { overrides: Overrides; result: Topology }>()

/**
 * Returns the topology with overrides applied: names, kinds, capacities and time zones replace Butlr's, busy
 * thresholds and sensor limits are set, and hidden rooms are removed. Returns the same object for the same arguments.
 */
export function applyOverrides(topology: Topology, overrides: Overrides | null): Topology {
  if (overrides === null) return topology
  const known = cache.get(topology)
  if (known?.overrides === overrides) return known.result
  const result = mergeOverrides(topology, overrides)
  cache.set(topology, { overrides, result })
  return result
}

function mergeOverrides(
  topology: Topology,
  { sites, buildings, floors, ...roomOverrides }: Overrides,
): Topology {
  const isHidden = (id: string) => roomOverrides.rooms?.[id]?.hidden === true
  return {
    ...topology,
    sites: topology.sites.map((site) => {
      const { name = site.name, timezone } = sites?.[site.id] ?? {}
      return { ...site, name, zone: timezone === undefined ? site.zone : toTimeZone(timezone) }
    }),
    buildings: topology.buildings.map((building) => overrideName(building, buildings)),
    floors: topology.floors.map((floor) => overrideName(floor, floors)),
    rooms: topology.rooms
      .filter(({ id }) => !isHidden(id))
      .map((room) => overrideRoom(room, roomOverrides)),
    hiddenRoomIds: Object.keys(roomOverrides.rooms ?? {}).filter(isHidden),
  }
}

function overrideName<TPlace extends { id: string; name: string }>(
  place: TPlace,
  overrides: Overrides['floors'],
): TPlace {
  return { ...place, name: overrides?.[place.id]?.name ?? place.name }
}

function overrideRoom(
  room: Room,
  {
    busyFrom,
    maximumSensorCount,
    rooms,
  }: Pick<Overrides, 'busyFrom' | 'maximumSensorCount' | 'rooms'>,
): Room {
  const override = rooms?.[room.id] ?? {}
  return {
    ...room,
    name: override.name ?? room.name,
    kind: override.kind ?? room.kind,
    capacity: override.capacity === undefined ? room.capacity : override.capacity,
    busyThreshold: override.busyFrom ?? busyFrom ?? room.busyThreshold,
    maximumSensorCount:
      override.maximumSensorCount ?? maximumSensorCount ?? room.maximumSensorCount,
    upstreamValues: {
      name: override.name === undefined ? null : room.name,
      capacity: override.capacity === undefined ? null : { value: room.capacity },
    },
  }
}
