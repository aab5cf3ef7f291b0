import { hashText, makeId, mix } from '#server/simulator/random.ts'
import type { FloorPlan, HivesPlan } from './plan.ts'
import type { Floor, Hive, Point, Topology } from './topology.ts'

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
