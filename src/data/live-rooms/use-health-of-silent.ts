import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { snapshotQuery } from '#src/data/reporting/queries.ts'
import type { Snapshot } from '#src/domain/readings/snapshot.ts'
import { second } from '#src/domain/time/duration.ts'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'

/** Not asked sooner again: the gateway gives the same answer for about as long. */
const pauseMs = 15 * second

/**
 * Asks how the sensors are when one has fallen silent since that was last said: a room whose people have left is free
 * soon, and not only when the sensors are due to be asked for.
 */
export function useHealthOfSilent(): void {
  const client = useQueryClient()
  const { snapshot: poller } = usePollers()
  const { data: toldAt } = useQuery({ ...sensorDirectoryQuery(), select: ({ at }) => at })
  const { data: unexplainedAt } = useQuery({
    ...snapshotQuery(poller),
    select: (snapshot) =>
      toldAt !== undefined && isUnexplained(snapshot, toldAt) ? snapshot.at : null,
  })
  useEffect(() => {
    if (typeof unexplainedAt !== 'number') return
    // A failure changes nothing: the sensors are asked for again by their own schedule.
    client.query({ ...sensorDirectoryQuery(), staleTime: pauseMs }).catch(() => undefined)
  }, [client, unexplainedAt])
}

/** Whether a sensor fell silent after its health was told (see `roomFigure`). */
function isUnexplained({ gone }: Snapshot, toldAt: number): boolean {
  return Object.values(gone).some((sensors) =>
    Object.values(sensors).some(({ seenAt }) => seenAt >= toldAt),
  )
}
