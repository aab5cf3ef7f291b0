import type { Simulator } from '#server/simulator/create-simulator.ts'

/** The MAC addresses of a room's presence sensors, in order. */
export function macsOf({ topology }: Simulator, room: string): string[] {
  return topology.sensors
    .filter((sensor) => sensor.room?.name === room && sensor.mode === 'presence')
    .map(({ mac }) => mac)
    .toSorted()
}

/** Makes a room's sensors count so many people from now on, in the order of their addresses; `silent` ones say nothing. */
export function pinCounts(
  simulator: Simulator,
  room: string,
  counts: readonly (number | 'silent')[],
): void {
  simulator.faults.clear()
  macsOf(simulator, room).forEach((mac, index) => {
    const count = counts[index]
    if (count === 'silent') simulator.faults.silence({ macs: [mac] })
    else if (count !== undefined) simulator.faults.override(mac, count)
  })
}
