import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { HttpError } from '#src/contract/errors.ts'
import { sendJson } from '#src/lib/api/request.ts'
import { currentOccupancyRequest } from '#src/contract/reporting.ts'
import type { Poller } from '#src/lib/poller.ts'
import {
  parseReport,
  nextSnapshot,
  type Report,
  type Snapshot,
} from '#src/domain/readings/readings.ts'
import { readResponse } from '#src/data/large-responses/read-response.ts'
import { useCallback } from 'react'
import { classifyFreshness, type Freshness } from '#src/domain/occupancy/freshness.ts'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { sensorDirectoryQuery, useTopology } from '#src/data/topology/queries.ts'
import {
  createLiveRooms,
  type LiveRoomInputs,
  type LiveRoom,
} from '#src/domain/live-rooms/live-rooms.ts'

/**
 * Query for the current readings of all rooms, from which every occupancy is computed. A failed poll keeps the previous
 * data.
 */
export function snapshotQuery(poller: Poller) {
  const queryKey = ['reporting', 'snapshot'] as const
  // oxlint-disable-next-line @tanstack/query/exhaustive-deps -- the poller decides when to request, not what
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<Snapshot> => {
      const response = await sendJson({
        method: 'POST',
        path: '/api/v3/reporting',
        body: currentOccupancyRequest,
        signal,
      })
      const previous = client.getQueryData<Snapshot>(queryKey)
      const { readings, incomplete } = await readResponse<Report>(
        response,
        previous && { readings: previous.readings, incomplete: previous.incomplete === true },
        parseReport,
        (workers) => workers.parseReportInWorker,
      )
      return nextSnapshot(previous, readings, response.at, incomplete)
    },
    meta: { every: poller.intervalMs, poller },
    gcTime: Number.POSITIVE_INFINITY,
    // The snapshot already keeps the objects of unchanged rooms, and another comparison of thousands of objects would
    // block the page.
    structuralSharing: false,
  })
}

/** One cache of live rooms per query client, so that all views share it. */
const liveRoomsByClient = new WeakMap<QueryClient, (inputs: LiveRoomInputs) => LiveRoom[]>()

/**
 * Returns the current state of all rooms. `rooms` is undefined before the first response, and a failed poll does not
 * change it. Unchanged rooms are the same objects, so that a memoised card renders only when its room changes.
 */
export function useLiveRooms(): { rooms: LiveRoom[] | undefined; error: unknown } {
  const { snapshot: poller } = usePollers()
  const client = useQueryClient()
  const { topology } = useTopology()
  const { data: directory, error: directoryError } = useQuery(sensorDirectoryQuery())
  const isDirectoryDenied =
    directoryError instanceof HttpError && directoryError.details?.code === 'forbidden'
  const select = useCallback(
    (snapshot: Snapshot) => {
      const { intervalMs } = poller
      return getLiveRooms(client)({ snapshot, topology, directory, isDirectoryDenied, intervalMs })
    },
    [client, topology, directory, isDirectoryDenied, poller],
  )
  const { data: rooms, error } = useQuery({ ...snapshotQuery(poller), select })
  return { rooms, error }
}

function getLiveRooms(client: QueryClient): (inputs: LiveRoomInputs) => LiveRoom[] {
  const known = liveRoomsByClient.get(client)
  if (known) return known
  const created = createLiveRooms()
  liveRoomsByClient.set(client, created)
  return created
}

/**
 * Returns the time of the last snapshot in Unix milliseconds by the server's clock, or null before the first snapshot.
 */
export function useSnapshotAt(): number | null {
  const { snapshot: poller } = usePollers()
  const { data } = useQuery({ ...snapshotQuery(poller), select: selectAt })
  return data ?? null
}

/** Returns the freshness of the last snapshot. Renders only when the freshness changes. */
export function useFreshness(): Freshness {
  const at = useSnapshotAt()
  const { snapshot: poller } = usePollers()
  return useServerClock(
    useCallback(
      (now: number) => (at === null ? 'no-data' : classifyFreshness(now - at, poller.intervalMs)),
      [at, poller],
    ),
  )
}

const selectAt = (snapshot: Snapshot) => snapshot.at
