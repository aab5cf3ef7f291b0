import { useMemo } from 'react'
import { matchesQuery } from '#src/domain/topology/matching.ts'
import type { Hive } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/tree.ts'
import { hiveSizes, type EmptyHive } from './device-groups.ts'
import { hivesAt, roomsOfDevices } from './device-places.ts'
import type { DevicesParams } from './devices-params.ts'
import type { JudgedDevice } from './judged-device.ts'

/**
 * All hives of the place that is asked for; of those, the ones without sensors that match the query (`empty`); and of these,
 * the ones that the table lists (`shown`).
 *
 * @param devices the sensors of the place
 */
export function useEmptyHives(
  known: readonly Hive[],
  topology: Topology | undefined,
  { place, q, problem, grouped }: DevicesParams,
  devices: readonly JudgedDevice[],
): { all: readonly Hive[]; empty: readonly EmptyHive[]; shown: readonly EmptyHive[] } {
  const all = useMemo(() => hivesAt(known, topology, place), [known, topology, place])
  const empty = useMemo(() => {
    const placeOf = roomsOfDevices(topology)
    const sizes = hiveSizes(devices)
    return all
      .filter(({ id, name, serial }) => !sizes.has(id) && matchesQuery(q, [name, serial]))
      .map((hive) => ({ hive, zone: placeOf({ roomId: null, floorId: hive.floorId }).zone }))
  }, [all, topology, devices, q])
  const shown = useMemo(
    () =>
      grouped ? empty.filter(({ hive }) => problem === null || isDeadWanted(hive, problem)) : [],
    [empty, grouped, problem],
  )
  return useMemo(() => ({ all, empty, shown }), [all, empty, shown])
}

function isDeadWanted({ online }: Hive, problem: DevicesParams['problem']): boolean {
  return problem === 'hive' && online === false
}
