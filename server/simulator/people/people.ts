import type { Sensor, Topology } from '#server/simulator/building/topology.ts'
import { createDoors, type Doors } from './doors.ts'
import { createHeadcount } from './headcount.ts'
import { createPresence, type Control, type Presence } from './presence.ts'

/** Everything that the building's sensors see. */
export type People = { presence: Presence; doors: Doors }

/** The people of a topology, and what tests have done to its sensors. */
export function createPeople(topology: Topology, control: Control): People {
  const presence = createPresence(createHeadcount(topology.rooms), control)
  const hears = ({ hive }: Sensor, instant: number) =>
    presence.hiveDeadSince(hive, instant) === null
  return { presence, doors: createDoors(topology.sensors, hears) }
}
