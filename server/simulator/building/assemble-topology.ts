import { hashText, makeId, mixHash } from '#server/simulator/random.ts'
import { layOutFloor, type PlacedRoom, rotateFloor } from './floor-layout.ts'
import {
  planHives,
  installHives,
  installRoomSensors,
  installUnassignedTestDevice,
} from './install-devices.ts'
import type { FloorPlan, SitePlan } from './site-plan.ts'
import type { Building, Floor, Room, Site, Tag, Topology, Zone } from './topology.ts'

/** Builds a topology with IDs from site plans. The same seed produces the same IDs, MAC addresses and people. */
export function assembleTopology(sites: SitePlan[], seed: string): Topology {
  const seedHash = hashText(seed)
  const topology: Topology = {
    organisationId: makeId('org', seedHash, 'headroom'),
    sites: [],
    buildings: [],
    floors: [],
    rooms: [],
    zones: [],
    sensors: [],
    hives: [],
    tags: [],
  }
  for (const sitePlan of sites) addSite(topology, sitePlan, seedHash)
  return topology
}

function addSite(topology: Topology, plan: SitePlan, seed: number): void {
  const site: Site = {
    id: makeId('site', seed, plan.name),
    name: plan.name,
    timezone: plan.timezone,
    country: plan.country,
    buildings: [],
  }
  topology.sites.push(site)
  for (const { name, number, floors } of plan.buildings) {
    const id = makeId('building', seed, `${plan.name}/${name}`)
    const building: Building = { id, name, number, site, floors: [] }
    site.buildings.push(building)
    topology.buildings.push(building)
    for (const floorPlan of floors) addFloor(topology, building, floorPlan, seed)
    const rooms = building.floors.flatMap((floor) => floor.rooms)
    assignPatrols(rooms)
  }
}

/** Maximum number of rooms on one security patrol. */
const maxPatrolLength = 60

function assignPatrols(rooms: Room[]): void {
  rooms.forEach((room, index) => {
    const patrol = Math.floor(index / maxPatrolLength)
    const length = Math.min(maxPatrolLength, rooms.length - patrol * maxPatrolLength)
    room.patrol = { position: index % maxPatrolLength, length }
  })
}

function addFloor(topology: Topology, building: Building, plan: FloorPlan, seed: number): void {
  const hivesPlan = planHives(plan)
  const { isDrawn = true, rotation = 0 } = plan
  const { outline, rooms, hives } = rotateFloor(layOutFloor(plan, hivesPlan.count), rotation)
  const key = `${building.site.name}/${building.name}/${plan.name}`
  const floor: Floor = {
    id: makeId('space', seed, key),
    name: plan.name,
    number: plan.number,
    building,
    outline,
    rotation,
    isDrawn,
    tags: [],
    rooms: [],
    zones: [],
    sensors: [],
    hives: [],
  }
  floor.tags = resolveTags(topology, plan.tags, seed, (tag) => tag.floors.push(floor))
  building.floors.push(floor)
  topology.floors.push(floor)
  installHives(topology, floor, seed, hives, hivesPlan)
  for (const placed of rooms) addRoom(topology, floor, placed, seed)
  if (topology.floors.length === 1) installUnassignedTestDevice(topology, floor, seed)
}

function addRoom(topology: Topology, floor: Floor, placed: PlacedRoom, seed: number): void {
  const { plan, polygon } = placed
  const id = makeId('room', seed, `${floor.id}/${plan.name}`)
  const room: Room = {
    id,
    index: topology.rooms.length,
    hash: mixHash(seed, hashText(id)),
    name: plan.name,
    kind: plan.kind,
    roomType: plan.type,
    capacity: plan.capacity,
    polygon,
    floor,
    tags: [],
    zones: [],
    sensors: [],
    counting: [],
    slotCount: 0,
    patrol: { position: 0, length: 1 },
  }
  room.tags = resolveTags(topology, plan.tags, seed, (tag) => tag.rooms.push(room))
  floor.rooms.push(room)
  topology.rooms.push(room)
  installRoomSensors(topology, room, placed, seed)
  if (plan.zone !== undefined) addZone(topology, room, plan.zone, placed, seed)
}

function addZone(
  topology: Topology,
  room: Room,
  name: string,
  placed: PlacedRoom,
  seed: number,
): void {
  const zone: Zone = {
    id: makeId('zone', seed, `${room.id}/${name}`),
    name,
    room,
    capacity: Math.floor(room.capacity / 2),
    tags: [],
    polygon: placed.zonePolygon,
    sensors: room.counting.slice(0, Math.ceil(room.counting.length / 2)),
  }
  zone.tags = resolveTags(topology, placed.plan.zoneTags, seed, (tag) => tag.zones.push(zone))
  room.zones.push(zone)
  room.floor.zones.push(zone)
  topology.zones.push(zone)
}

/** Returns the tags with these names, creating missing ones, and calls `attach` for each. */
function resolveTags(
  topology: Topology,
  names: string[] | undefined,
  seed: number,
  attach: (tag: Tag) => void,
): Tag[] {
  return (names ?? []).map((name) => {
    const existing = topology.tags.find((tag) => tag.name === name)
    const tag = existing ?? {
      id: makeId('tag', seed, name),
      name,
      rooms: [],
      floors: [],
      zones: [],
    }
    if (existing === undefined) topology.tags.push(tag)
    attach(tag)
    return tag
  })
}
