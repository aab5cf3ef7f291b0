import { noRoom } from '#messages/sensors.tsx'
import { nameOrId } from '#src/contract/butlr-values.ts'
import { toTimeZone, type TimeZone } from '#src/domain/time/time-zone.ts'
import type { Device, Hive } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/topology.ts'

/** Location of a sensor: its room and floor, and the zone for its times. */
export type DeviceLocation = {
  id: string | null
  name: string
  floor: string | null
  zone: TimeZone
}

/** Returns a function that locates a sensor by room, or by floor if it has no known room. */
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
      name: roomId === null ? noRoom : nameOrId(room?.name, roomId),
      floor: floor?.name ?? null,
      zone: floor?.zone ?? toTimeZone(null),
    }
  }
}

/**
 * Returns the sensors of a site, building or floor; all sensors if `placeId` is null. Omits sensors of rooms that an
 * override hides.
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

/** Returns the hives of a site, building or floor, by the hive's floor; all hives if `placeId` is null. */
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
