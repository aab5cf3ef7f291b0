import { between, fraction, mix, hashText, makeId } from '#server/simulator/random.ts'
import type { Sensor, Floor, Hive, Point, Topology, Habit, Room } from './topology.ts'
import type { FloorPlan, HivesPlan } from './site-plan.ts'
import type { PlacedRoom } from './floor-layout.ts'

/** Batteries that nobody planned otherwise are to be changed between so many days from now. */
const farAway = { first: 60, last: 900 }
const share = { battery: 0.6, wired: 0.1 }

/**
 * What feeds a sensor, and how far away the change of its battery is.
 *
 * @param hash of the sensor
 * @param planned days until the change where the plan says so; such a sensor has a battery
 */
export function powerOf(hash: number, planned?: number): Pick<Sensor, 'power' | 'batteryDays'> {
  if (planned !== undefined) return { power: 'Battery', batteryDays: planned }
  const chance = fraction(mix(hash, 11))
  if (chance < share.battery) {
    return { power: 'Battery', batteryDays: between(mix(hash, 12), farAway.first, farAway.last) }
  }
  return { power: chance < share.battery + share.wired ? 'Wired' : null, batteryDays: null }
}

/** Where nothing else is said, hives are mounted one for this many rooms. */
const roomsPerHive = 8
const stability = { good: 0.98, weak: 0.62 }

/** How many hives a floor gets, and which of them are ill. */
export function hivesOf({ hives, north, south, beyond = [] }: FloorPlan): HivesPlan {
  const wings = [{ north, south }, ...beyond]
  const rooms = wings.reduce((sum, wing) => sum + wing.north.length + wing.south.length, 0)
  return hives ?? { count: Math.max(1, Math.ceil(rooms / roomsPerHive)) }
}

/** Mounts the hives of a floor, one at each centre. */
export function mountHives(
  topology: Topology,
  floor: Floor,
  seed: number,
  centers: Point[],
  { diesDaily, weak }: Omit<HivesPlan, 'count'>,
): void {
  centers.forEach((center, index) => {
    const number = index + 1
    const id = makeId('hive', seed, `${floor.id}/${number}`)
    const hive: Hive = {
      id,
      name: `${floor.name} hive ${number}`,
      serial: `hb${mix(hashText(id), 1).toString(16).padStart(8, '0')}`,
      floor,
      center,
      sensors: [],
      diesDaily: number === diesDaily,
      netPathStability: number === weak ? stability.weak : stability.good,
    }
    floor.hives.push(hive)
    topology.hives.push(hive)
  })
}

/** The hive that a sensor at a place reports through: the nearest. Throws where the floor has none. */
export function nearestHive({ name, hives }: Floor, [x, y]: Point): Hive {
  const distance = ({ center }: Hive) => Math.hypot(center[0] - x, center[1] - y)
  const [first, ...others] = hives
  if (first === undefined) throw new Error(`${name} has no hive.`)
  return others.reduce((best, hive) => (distance(hive) < distance(best) ? hive : best), first)
}

/** What the installers call the places of a room, by how many sensors it has. */
const placeNames: Record<number, string[]> = {
  1: ['Centre'],
  2: ['North', 'Door'],
  3: ['North', 'Centre', 'Door'],
  4: ['North', 'Window', 'Centre', 'Door'],
  5: ['North', 'Window', 'Centre', 'South', 'Door'],
  6: ['North', 'Window', 'East', 'West', 'South', 'Door'],
}

type Placement = {
  name: string
  mode: Sensor['mode']
  habit: Habit
  center: Point
  isEntrance?: boolean
  batteryDays?: number
}

/** Mounts what the room's plan asks for: presence sensors, a traffic sensor in the door, a forgotten test device. */
export function addRoomSensors(
  topology: Topology,
  room: Room,
  placed: PlacedRoom,
  seed: number,
): void {
  const { plan, sensorCenters, door } = placed
  const names = placeNames[plan.sensors]
  sensorCenters.forEach((center, index) => {
    mount(topology, room.floor, room, seed, {
      name: names?.[index] ?? `Sensor ${index + 1}`,
      mode: 'presence',
      habit: plan.habits?.[index] ?? 'steady',
      center,
      ...(index === 0 && plan.batteryDays !== undefined && { batteryDays: plan.batteryDays }),
    })
  })
  if (plan.door !== undefined) {
    const isEntrance = plan.door === 'entrance'
    const name = isEntrance ? 'Entrance' : 'Doorway'
    mount(topology, room.floor, room, seed, {
      name,
      mode: 'traffic',
      habit: 'steady',
      center: door,
      isEntrance,
    })
  }
  const first = sensorCenters[0]
  if (plan.testDevice === true && first !== undefined) {
    mount(topology, room.floor, room, seed, {
      name: 'Test device',
      mode: 'presence',
      habit: 'test-device',
      center: first,
    })
  }
}

/** A test device that belongs to no room, as real organisations have them. */
export function addStrayTestDevice(topology: Topology, floor: Floor, seed: number): void {
  const center: Point = [1, 9]
  mount(topology, floor, null, seed, {
    name: 'Test device',
    mode: 'presence',
    habit: 'test-device',
    center,
  })
}

function mount(
  topology: Topology,
  floor: Floor,
  room: Room | null,
  seed: number,
  what: Placement,
): void {
  const index = topology.sensors.length
  const id = makeId('sensor', seed, String(index))
  const counts =
    what.mode === 'presence' && what.habit !== 'uninstalled' && what.habit !== 'test-device'
  const twin = what.habit === 'overlap' ? (room?.counting.at(-1) ?? null) : null
  const hive = nearestHive(floor, what.center)
  const hash = mix(seed, hashText(id))
  const sensor: Sensor = {
    id,
    index,
    hash,
    name: what.name,
    mac: macOf(seed, index, what.habit),
    mode: what.mode,
    habit: what.habit,
    floor,
    room,
    hive,
    center: what.center,
    slot: counts && room !== null ? (twin?.slot ?? room.places) : -1,
    twin,
    ...powerOf(hash, what.batteryDays),
    isEntrance: what.isEntrance ?? false,
  }
  topology.sensors.push(sensor)
  floor.sensors.push(sensor)
  hive.sensors.push(sensor)
  room?.sensors.push(sensor)
  if (!counts || room === null) return
  room.counting.push(sensor)
  if (twin === null) room.places += 1
}

/** Eight hyphen-separated lower-case pairs, as real ones (Butlr API notes, identifiers). */
function macOf(seed: number, index: number, habit: Habit): string {
  const number = ((seed & 0xff_ffff) + index) & 0xff_ffff
  const pairs = number.toString(16).padStart(6, '0').match(/../g) ?? []
  const vendor = habit === 'test-device' ? ['fa', 'ke'] : ['00', '17']
  return [...vendor, '0d', '00', '00', ...pairs].join('-')
}
