import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { snapshotQuery, useLiveRooms } from './use-live-rooms.ts'
import type { Snapshot } from '#src/domain/readings/readings.ts'
import { second, minute } from '#src/domain/time/duration.ts'
import {
  sensorDirectoryQuery,
  fresherTopologyQuery,
  topologyQuery,
  useTopology,
} from '#src/data/topology/queries.ts'
import { silentSince } from '#src/domain/occupancy/room-occupancy.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'

/** Minimum time between refetches, because the gateway caches its response for about as long. */
const minimumIntervalMs = 15 * second

/**
 * Refetches sensor health when a sensor went silent after the last health check. A room then becomes free soon after
 * people leave, and not only after the next scheduled check.
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
    // Ignores a failure, because the query refetches on its own schedule.
    client.query({ ...sensorDirectoryQuery(), staleTime: minimumIntervalMs }).catch(() => undefined)
  }, [client, unexplainedAt])
}

/** Returns whether a sensor went silent after the last health check (see `computeRoomOccupancy`). */
function hasUnexplainedSilence({ vanished }: Snapshot, healthCheckedAt: number): boolean {
  return Object.values(vanished).some((sensors) =>
    Object.values(sensors).some((sensor) => silentSince(sensor) >= healthCheckedAt),
  )
}

/**
 * Refetches the topology when a snapshot contains a room that the topology lacks, so that a new room has its name
 * within one minute instead of ten. Does this once per set of rooms, because the API may never return their names.
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
    // A refetch within a minute of the last response would return the same data.
    const timer = setTimeout(() => {
      // Ignores a failure, because the query refetches on its own schedule.
      client.query({ ...fresherTopologyQuery(), staleTime: 0 }).catch(() => undefined)
    }, minute - age)
    return () => clearTimeout(timer)
  }, [client, unknownRooms])
}

function isUnknownRoom({ floorId }: LiveRoom): boolean {
  return floorId === null
}
