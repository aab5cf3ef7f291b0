import { useMemo } from 'react'
import { matchesQuery } from '#src/topology/matching.ts'
import type { Hive } from '#src/topology/sensor-directory.ts'
import type { Topology } from '#src/topology/tree.ts'
import { hiveSizes, type EmptyHive } from './device-groups.ts'
import { hivesAt, roomsOfDevices } from './device-places.ts'
import type { DevicesParams } from './devices-params.ts'
import type { JudgedDevice } from './judged-device.ts'

/**
 * The hives of the place that is asked for; of those, the ones without sensors that match the query; and of these, the ones
 * that the table lists.
 *
 * @param devices the sensors of the place
 */
export function useEmptyHives(
  all: readonly Hive[],
  topology: Topology | undefined,
  { place, q, problem, grouped }: DevicesParams,
  devices: readonly JudgedDevice[],
): { hives: readonly Hive[]; empty: readonly EmptyHive[]; emptyShown: readonly EmptyHive[] } {
  const hives = useMemo(() => hivesAt(all, topology, place), [all, topology, place])
  const empty = useMemo(() => {
    const placeOf = roomsOfDevices(topology)
    const sizes = hiveSizes(devices)
    return hives
      .filter(({ id, name, serial }) => !sizes.has(id) && matchesQuery(q, [name, serial]))
      .map((hive) => ({ hive, zone: placeOf({ roomId: null, floorId: hive.floorId }).zone }))
  }, [hives, topology, devices, q])
  const emptyShown = useMemo(
    () =>
      grouped ? empty.filter(({ hive }) => problem === null || isDeadWanted(hive, problem)) : [],
    [empty, grouped, problem],
  )
  return { hives, empty, emptyShown }
}

function isDeadWanted({ online }: Hive, problem: DevicesParams['problem']): boolean {
  return problem === 'hive' && online === false
}
