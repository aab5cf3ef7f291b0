import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { snapshotQuery } from '#src/data/reporting/queries.ts'
import type { Snapshot } from '#src/domain/readings/snapshot.ts'
import { second, minute } from '#src/domain/time/duration.ts'
import {
  sensorDirectoryQuery,
  fresherTopologyQuery,
  topologyQuery,
  useTopology,
} from '#src/data/topology/queries.ts'
import { silentSince } from '#src/domain/occupancy/room-occupancy.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { useLiveRooms } from './use-live-rooms.ts'

/** Not asked sooner again: the gateway gives the same answer for about as long. */
const minimumIntervalMs = 15 * second

/**
 * Asks how the sensors are when one has fallen silent since that was last said: a room whose people have left is free
 * soon, and not only when the sensors are due to be asked for.
 */
export function useRefetchHealthOfSilentSensors(): void {
  const client = useQueryClient()
  const { snapshot: poller } = usePollers()
  const { data: healthCheckedAt } = useQuery({ ...sensorDirectoryQuery(), select: ({ at }) => at })
  const { data: unexplainedAt } = useQuery({
    ...snapshotQuery(poller),
    select: (snapshot) =>
      healthCheckedAt !== undefined && hasUnexplainedSilence(snapshot, healthCheckedAt)
        ? snapshot.at
        : null,
  })
  useEffect(() => {
    if (typeof unexplainedAt !== 'number') return
    // A failure changes nothing: the sensors are asked for again by their own schedule.
    client.query({ ...sensorDirectoryQuery(), staleTime: minimumIntervalMs }).catch(() => undefined)
  }, [client, unexplainedAt])
}

/** Whether a sensor fell silent after its health was told (see `roomFigure`). */
function hasUnexplainedSilence({ vanished }: Snapshot, healthCheckedAt: number): boolean {
  return Object.values(vanished).some((sensors) =>
    Object.values(sensors).some((sensor) => silentSince(sensor) >= healthCheckedAt),
  )
}

/**
 * Asks for the places anew when reporting shows a room that the topology does not know: a new room has its name within
 * a minute and not after ten. Not for the same rooms again: the API may well report rooms that nobody named.
 */
export function useRefetchForUnknownRooms(): void {
  const client = useQueryClient()
  const { rooms = [] } = useLiveRooms()
  const { topology } = useTopology()
  const known = topology !== undefined
  const unknownRooms = known
    ? rooms
        .filter(isUnknownRoom)
        .map(({ id }) => id)
        .join(' ')
    : ''
  useEffect(() => {
    if (unknownRooms === '') return
    const { queryKey } = topologyQuery()
    const age = Date.now() - (client.getQueryState(queryKey)?.dataUpdatedAt ?? 0)
    // Nothing is newer than what was answered just now, but it may be in a minute.
    const timer = setTimeout(() => {
      // A failure changes nothing: the places are asked for again by their own schedule.
      client.query({ ...fresherTopologyQuery(), staleTime: 0 }).catch(() => undefined)
    }, minute - age)
    return () => clearTimeout(timer)
  }, [client, unknownRooms])
}

function isUnknownRoom({ floorId }: LiveRoom): boolean {
  return floorId === null
}
