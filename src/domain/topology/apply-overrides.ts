import { siteZone } from '#src/domain/time/time-zone.ts'
import type { Overrides } from '#src/contract/overrides.ts'
import type { Room, Topology } from './topology.ts'

const made = new WeakMap<Topology, { overrides: Overrides; result: Topology }>()

/**
 * The topology as the operator's own file has it: own names and capacities win over Butlr's, hidden rooms are left out.
 * The same arguments give the same object, however many views ask.
 */
export function overridden(topology: Topology, overrides: Overrides | null): Topology {
  if (overrides === null) return topology
  const known = made.get(topology)
  if (known?.overrides === overrides) return known.result
  const result = apply(topology, overrides)
  made.set(topology, { overrides, result })
  return result
}

function apply(topology: Topology, { sites, buildings, floors, ...own }: Overrides): Topology {
  const isHidden = (id: string) => own.rooms?.[id]?.hidden === true
  return {
    ...topology,
    sites: topology.sites.map((site) => {
      const { name = site.name, timezone } = sites?.[site.id] ?? {}
      return { ...site, name, zone: timezone === undefined ? site.zone : siteZone(timezone) }
    }),
    buildings: topology.buildings.map((one) => named(one, buildings)),
    floors: topology.floors.map((one) => named(one, floors)),
    rooms: topology.rooms.filter(({ id }) => !isHidden(id)).map((room) => ownRoom(room, own)),
    hidden: Object.keys(own.rooms ?? {}).filter(isHidden),
  }
}

function named<TPlace extends { id: string; name: string }>(
  place: TPlace,
  own: Overrides['floors'],
): TPlace {
  return { ...place, name: own?.[place.id]?.name ?? place.name }
}

function ownRoom(
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
    busyFrom: own.busyFrom ?? busyFrom ?? room.busyFrom,
    maximumSensorCount: own.maximumSensorCount ?? maximumSensorCount ?? room.maximumSensorCount,
    butlr: {
      name: own.name === undefined ? null : room.name,
      capacity: own.capacity === undefined ? null : { value: room.capacity },
    },
  }
}
