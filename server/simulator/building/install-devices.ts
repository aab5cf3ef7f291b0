import {
  hashToInteger,
  hashToFraction,
  mixHash,
  hashText,
  makeId,
} from '#server/simulator/random.ts'
import type { Sensor, Floor, Hive, Point, Topology, SensorBehaviour, Room } from './topology.ts'
import type { FloorPlan, HivesPlan } from './site-plan.ts'
import type { PlacedRoom } from './floor-layout.ts'

/** Range of the number of days until the battery change, for sensors whose plan does not set it. */
const batteryDaysRange = { first: 60, last: 900 }
/** Share of sensors with each power source; the power source of the rest is unknown. */
const powerShare = { battery: 0.6, wired: 0.1 }

/**
 * Returns the power source of a sensor and the days until its battery change.
 *
 * @param hash the sensor's hash
 * @param planned days until the battery change if the plan sets them; the sensor then has a battery
 */
function choosePower(hash: number, planned?: number): Pick<Sensor, 'power' | 'batteryDays'> {
  if (planned !== undefined) return { power: 'Battery', batteryDays: planned }
  const chance = hashToFraction(mixHash(hash, 11))
  if (chance < powerShare.battery) {
    return {
      power: 'Battery',
      batteryDays: hashToInteger(mixHash(hash, 12), batteryDaysRange.first, batteryDaysRange.last),
    }
  }
  return {
    power: chance < powerShare.battery + powerShare.wired ? 'Wired' : null,
    batteryDays: null,
  }
}

/** Rooms per hive, unless the plan sets the number of hives. */
const roomsPerHive = 8
/** Network path stability of a hive with a good and with a weak connection, 0 to 1. */
const stability = { good: 0.98, weak: 0.62 }

/** Returns how many hives a floor has, and which of them are defective. */
export function planHives({ hives, north, south, furtherWings = [] }: FloorPlan): HivesPlan {
  const wings = [{ north, south }, ...furtherWings]
  const rooms = wings.reduce((sum, wing) => sum + wing.north.length + wing.south.length, 0)
  return hives ?? { count: Math.max(1, Math.ceil(rooms / roomsPerHive)) }
}

/** Adds the hives of a floor, one at each centre. */
export function installHives(
  topology: Topology,
  floor: Floor,
  seed: number,
  centers: Point[],
  { dailyOutageHive, weakHive }: Omit<HivesPlan, 'count'>,
): void {
  centers.forEach((center, index) => {
    const number = index + 1
    const id = makeId('hive', seed, `${floor.id}/${number}`)
    const hive: Hive = {
      id,
      name: `${floor.name} hive ${number}`,
      serial: `hb${mixHash(hashText(id), 1).toString(16).padStart(8, '0')}`,
      floor,
      center,
      sensors: [],
      diesDaily: number === dailyOutageHive,
      netPathStability: number === weakHive ? stability.weak : stability.good,
    }
    floor.hives.push(hive)
    topology.hives.push(hive)
  })
}

/** Returns the hive nearest to a point, through which sensors report. Throws an Error if the floor has no hive. */
function nearestHive({ name, hives }: Floor, [x, y]: Point): Hive {
  const distance = ({ center }: Hive) => Math.hypot(center[0] - x, center[1] - y)
  const [first, ...others] = hives
  if (first === undefined) throw new Error(`${name} has no hive.`)
  return others.reduce((best, hive) => (distance(hive) < distance(best) ? hive : best), first)
}

/** Sensor names by the number of sensors in the room. */
const sensorNames: Record<number, string[]> = {
  1: ['Centre'],
  2: ['North', 'Door'],
  3: ['North', 'Centre', 'Door'],
  4: ['North', 'Window', 'Centre', 'Door'],
  5: ['North', 'Window', 'Centre', 'South', 'Door'],
  6: ['North', 'Window', 'East', 'West', 'South', 'Door'],
}

type SensorPlacement = {
  name: string
  mode: Sensor['mode']
  behaviour: SensorBehaviour
  center: Point
  isEntrance?: boolean
  batteryDays?: number
}

/** Adds the planned devices of a room: presence sensors, a traffic sensor in the door, and a forgotten test device. */
export function installRoomSensors(
  topology: Topology,
  room: Room,
  placed: PlacedRoom,
  seed: number,
): void {
  const { plan, sensorCenters, door } = placed
  const names = sensorNames[plan.sensors]
  sensorCenters.forEach((center, index) => {
    installSensor(topology, room.floor, room, seed, {
      name: names?.[index] ?? `Sensor ${index + 1}`,
      mode: 'presence',
      behaviour: plan.behaviours?.[index] ?? 'steady',
      center,
      ...(index === 0 && plan.batteryDays !== undefined && { batteryDays: plan.batteryDays }),
    })
  })
  if (plan.door !== undefined) {
    const isEntrance = plan.door === 'entrance'
    const name = isEntrance ? 'Entrance' : 'Doorway'
    installSensor(topology, room.floor, room, seed, {
      name,
      mode: 'traffic',
      behaviour: 'steady',
      center: door,
      isEntrance,
    })
  }
  const first = sensorCenters[0]
  if (plan.testDevice === true && first !== undefined) {
    installSensor(topology, room.floor, room, seed, {
      name: 'Test device',
      mode: 'presence',
      behaviour: 'test-device',
      center: first,
    })
  }
}

/** Adds a test device without a room, as found in real organisations. */
export function installUnassignedTestDevice(topology: Topology, floor: Floor, seed: number): void {
  const center: Point = [1, 9]
  installSensor(topology, floor, null, seed, {
    name: 'Test device',
    mode: 'presence',
    behaviour: 'test-device',
    center,
  })
}

function installSensor(
  topology: Topology,
  floor: Floor,
  room: Room | null,
  seed: number,
  placement: SensorPlacement,
): void {
  const index = topology.sensors.length
  const id = makeId('sensor', seed, String(index))
  const countsPeople =
    placement.mode === 'presence' &&
    placement.behaviour !== 'uninstalled' &&
    placement.behaviour !== 'test-device'
  const duplicateOf = placement.behaviour === 'overlap' ? (room?.counting.at(-1) ?? null) : null
  const hive = nearestHive(floor, placement.center)
  const hash = mixHash(seed, hashText(id))
  const sensor: Sensor = {
    id,
    index,
    hash,
    name: placement.name,
    mac: makeMacAddress(seed, index, placement.behaviour),
    mode: placement.mode,
    behaviour: placement.behaviour,
    floor,
    room,
    hive,
    center: placement.center,
    slot: countsPeople && room !== null ? (duplicateOf?.slot ?? room.slotCount) : -1,
    duplicateOf,
    ...choosePower(hash, placement.batteryDays),
    isEntrance: placement.isEntrance ?? false,
  }
  topology.sensors.push(sensor)
  floor.sensors.push(sensor)
  hive.sensors.push(sensor)
  room?.sensors.push(sensor)
  if (!countsPeople || room === null) return
  room.counting.push(sensor)
  if (duplicateOf === null) room.slotCount += 1
}

/** Returns a MAC address in Butlr's format: eight hyphen-separated pairs in lower case. */
function makeMacAddress(seed: number, index: number, behaviour: SensorBehaviour): string {
  const number = ((seed & 0xff_ffff) + index) & 0xff_ffff
  const pairs = number.toString(16).padStart(6, '0').match(/../g) ?? []
  const vendor = behaviour === 'test-device' ? ['fa', 'ke'] : ['00', '17']
  return [...vendor, '0d', '00', '00', ...pairs].join('-')
}
