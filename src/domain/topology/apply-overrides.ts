import { toTimeZone } from '#src/domain/time/time-zone.ts'
import type { Overrides } from '#src/contract/overrides.ts'
import type { Room, Topology } from './topology.ts'

const cache = new WeakMap<Topology, { overrides: Overrides; result: Topology }>()

/**
 * Returns the topology with the operator's overrides: their names and capacities replace Butlr's, hidden rooms are
 * removed. The same arguments return the same object.
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
  { sites, buildings, floors, ...own }: Overrides,
): Topology {
  const isHidden = (id: string) => own.rooms?.[id]?.hidden === true
  return {
    ...topology,
    sites: topology.sites.map((site) => {
      const { name = site.name, timezone } = sites?.[site.id] ?? {}
      return { ...site, name, zone: timezone === undefined ? site.zone : toTimeZone(timezone) }
    }),
    buildings: topology.buildings.map((one) => overrideName(one, buildings)),
    floors: topology.floors.map((one) => overrideName(one, floors)),
    rooms: topology.rooms.filter(({ id }) => !isHidden(id)).map((room) => overrideRoom(room, own)),
    hiddenRoomIds: Object.keys(own.rooms ?? {}).filter(isHidden),
  }
}

function overrideName<TPlace extends { id: string; name: string }>(
  place: TPlace,
  own: Overrides['floors'],
): TPlace {
  return { ...place, name: own?.[place.id]?.name ?? place.name }
}

function overrideRoom(
  room: Room,
  {
    busyFrom,
    maximumSensorCount,
    rooms,
  }: Pick<Overrides, 'busyFrom' | 'maximumSensorCount' | 'rooms'>,
): Room {
  const own = rooms?.[room.id] ?? {}
  return {
    ...room,
    name: own.name ?? room.name,
    capacity: own.capacity === undefined ? room.capacity : own.capacity,
    busyThreshold: own.busyFrom ?? busyFrom ?? room.busyThreshold,
    maximumSensorCount: own.maximumSensorCount ?? maximumSensorCount ?? room.maximumSensorCount,
    upstreamValues: {
      name: own.name === undefined ? null : room.name,
      capacity: own.capacity === undefined ? null : { value: room.capacity },
    },
  }
}
