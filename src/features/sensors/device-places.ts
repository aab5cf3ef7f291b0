import { nameOrId } from '#src/contract/butlr-values.ts'
import { toTimeZone, type TimeZone } from '#src/domain/time/time-zone.ts'
import type { Device, Hive } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/topology.ts'

/** Where a sensor is: its room and floor, and the zone of its times. */
export type DeviceLocation = {
  id: string | null
  name: string
  floor: string | null
  zone: TimeZone
}

/** Says of each sensor which room it is in; one without a room is at least on a floor. */
export function createDeviceLocator(
  topology: Topology | undefined,
): (device: Pick<Device, 'roomId' | 'floorId'>) => DeviceLocation {
  const sites = new Map(topology?.sites.map((site) => [site.id, site]))
  const buildings = new Map(topology?.buildings.map((one) => [one.id, one]))
  const rooms = new Map(topology?.rooms.map((room) => [room.id, room]))
  const floors = new Map(
    topology?.floors.map((floor) => {
      const site = sites.get(buildings.get(floor.buildingId)?.siteId ?? '')
      return [floor.id, { name: floor.name, zone: site?.zone ?? toTimeZone(null) }]
    }),
  )
  return ({ roomId, floorId }) => {
    const room = rooms.get(roomId ?? '')
    const floor = floors.get(room?.floorId ?? floorId ?? '')
    return {
      id: roomId,
      name: roomId === null ? 'No room' : nameOrId(room?.name, roomId),
      floor: floor?.name ?? null,
      zone: floor?.zone ?? toTimeZone(null),
    }
  }
}

/**
 * The sensors of a site, a building or a floor; all of them where no place is asked for. Those of rooms that the
 * operator's own file hides are nowhere.
 */
export function devicesInPlace(
  devices: readonly Device[],
  topology: Topology | undefined,
  placeId: string | null,
): readonly Device[] {
  const hidden = new Set(topology?.hiddenRoomIds)
  const visibleDevices = devices.filter(({ roomId }) => !hidden.has(roomId ?? ''))
  if (placeId === null) return visibleDevices
  const floors = floorIdsInPlace(topology, placeId)
  const floorOf = new Map(topology?.rooms.map((room) => [room.id, room.floorId]))
  return visibleDevices.filter(({ roomId, floorId }) =>
    floors.has(floorOf.get(roomId ?? '') ?? floorId ?? ''),
  )
}

/** The hives of a site, a building or a floor, by the floor that they are on; all of them where no place is asked for. */
export function hivesInPlace(
  hives: readonly Hive[],
  topology: Topology | undefined,
  placeId: string | null,
): readonly Hive[] {
  if (placeId === null) return hives
  const floors = floorIdsInPlace(topology, placeId)
  return hives.filter(({ floorId }) => floors.has(floorId ?? ''))
}

function floorIdsInPlace(topology: Topology | undefined, placeId: string): ReadonlySet<string> {
  const buildings = new Set(
    topology?.buildings.filter((one) => [one.id, one.siteId].includes(placeId)).map(({ id }) => id),
  )
  return new Set(
    topology?.floors
      .filter((floor) => floor.id === placeId || buildings.has(floor.buildingId))
      .map(({ id }) => id),
  )
}
