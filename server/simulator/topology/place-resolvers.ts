import type {
  Building,
  Floor,
  Point,
  Room,
  Site,
  Tag,
  Topology,
  Zone,
} from '#server/simulator/building/topology.ts'
import { installedAt, metadata, type DeviceResolvers } from './device-resolvers.ts'

type Ids = { ids?: string[] | null }

/** Resolvers of the locations and tags of a topology. Nested fields are resolved only when a query selects them. */
export type PlaceResolvers = {
  site: (site: Site) => object
  building: (building: Building) => object
  floor: (floor: Floor) => object
  room: (room: Room) => object
  zone: (zone: Zone) => object
  tag: (tag: Tag) => object
}

/** Creates the resolvers of locations, including deprecated fields. */
export function createPlaceResolvers(
  { organisationId, tags }: Topology,
  devices: DeviceResolvers,
): PlaceResolvers {
  const visibleTag = (tag: Tag) => tags.find(({ id }) => id === tag.id) ?? tag
  const resolvers: PlaceResolvers = {
    site: (site) => ({
      ...nameFields(site),
      timezone: site.timezone,
      siteNumber: null,
      customID: null,
      org_id: organisationId,
      buildings: () => site.buildings.map(resolvers.building),
    }),
    building: (building) => ({
      ...nameFields(building),
      site_id: building.site.id,
      building_number: building.number,
      buildingNumber: building.number,
      capacity: totalCapacity(building.floors.flatMap((floor) => floor.rooms)),
      address: { lines: [], country: building.site.country },
      customID: null,
      floors: () => building.floors.map(resolvers.floor),
      site: () => resolvers.site(building.site),
    }),
    floor: (floor) => ({
      ...nameFields(floor),
      floor_id: floor.id,
      building_id: floor.building.id,
      buildingId: floor.building.id,
      client_id: floor.building.site.id,
      floorNumber: floor.number,
      timezone: floor.building.site.timezone,
      installation_date: installedAt,
      installation_status: 'INSTALLED',
      capacity: () => totalCapacity(floor.rooms),
      area: () => (floor.isDrawn ? polygonArea(floor.outline) : null),
      metadata,
      customID: null,
      rooms: (wanted: Ids) => filterByIds(floor.rooms, wanted).map(resolvers.room),
      zones: (wanted: Ids) => filterByIds(floor.zones, wanted).map(resolvers.zone),
      sensors: () => floor.sensors.map(devices.sensor),
      hives: () => floor.hives.map(devices.hive),
      floor_plans: () => [
        {
          floor_plan_id: `${floor.id}-plan`,
          name: floor.name,
          url: null,
          coordinates: floor.isDrawn ? floor.outline : null,
        },
      ],
      tags: () => floor.tags.map(resolvers.tag),
      last_battery_change_date: null,
      next_battery_change_date: null,
      building: () => resolvers.building(floor.building),
    }),
    room: (room) => roomFields(room, resolvers, devices),
    zone: (zone) => zoneFields(zone, resolvers, devices),
    tag: (tag) => ({
      ...nameFields(tag),
      organization_id: organisationId,
      // A tag belongs to the whole organisation, but the account can read only some of the locations that have it.
      rooms: () => visibleTag(tag).rooms.map(resolvers.room),
      zones: () => visibleTag(tag).zones.map(resolvers.zone),
      floors: () => visibleTag(tag).floors.map(resolvers.floor),
    }),
  }
  return resolvers
}

function roomFields(room: Room, resolvers: PlaceResolvers, devices: DeviceResolvers): object {
  return {
    ...nameFields(room),
    room_id: room.id,
    client_id: room.floor.building.site.id,
    floor_id: room.floor.id,
    floorID: room.floor.id,
    roomType: room.roomType,
    capacity: { max: room.capacity, mid: 0 },
    ...geometryFields(room.floor, room.polygon),
    metadata,
    note: null,
    customID: null,
    tags: () => room.tags.map(resolvers.tag),
    sensors: () => room.sensors.map(devices.sensor),
    floor: () => resolvers.floor(room.floor),
    pir_zero_enable: false,
    pir_zero_threshold: 0.05,
    pir_zero_window: 300,
  }
}

function zoneFields(zone: Zone, resolvers: PlaceResolvers, devices: DeviceResolvers): object {
  return {
    ...nameFields(zone),
    zone_id: zone.id,
    client_id: zone.room.floor.building.site.id,
    floor_id: zone.room.floor.id,
    floorID: zone.room.floor.id,
    room_id: zone.room.id,
    roomID: zone.room.id,
    capacity: { max: zone.capacity, mid: 0 },
    ...geometryFields(zone.room.floor, zone.polygon),
    metadata,
    note: null,
    customID: null,
    sensors: () => zone.sensors.map(devices.sensor),
    tags: () => zone.tags.map(resolvers.tag),
    floor: () => resolvers.floor(zone.room.floor),
  }
}

function nameFields({ id, name }: { id: string; name: string }) {
  return { id, name }
}

function filterByIds<Thing extends { id: string }>(things: Thing[], { ids }: Ids): Thing[] {
  return ids === null || ids === undefined ? things : things.filter(({ id }) => ids.includes(id))
}

function totalCapacity(rooms: Room[]) {
  return { max: rooms.reduce((people, room) => people + room.capacity, 0), mid: 0 }
}

/** Returns the geometry of a room or zone; area and coordinates are null on a floor that is not drawn. */
function geometryFields({ isDrawn, rotation }: Floor, polygon: Point[]) {
  return {
    area: () => (isDrawn ? polygonArea(polygon) : null),
    coordinates: isDrawn ? polygon : null,
    rotation,
  }
}

/** Returns the area of a polygon in square metres (shoelace formula). */
function polygonArea(polygon: Point[]) {
  let doubled = 0
  polygon.forEach(([x, y], index) => {
    const [nextX, nextY] = polygon[(index + 1) % polygon.length] ?? [x, y]
    doubled += x * nextY - nextX * y
  })
  return { value: Math.round(Math.abs(doubled) * 50) / 100, unit: 'm2' }
}
