import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { minute } from '#src/time/duration.ts'
import { fresherTopologyQuery } from '#src/topology/queries.ts'
import { useTopology } from '#src/topology/use-topology.ts'
import type { LiveRoom } from './live-rooms.ts'
import { useLiveRooms } from './use-live-rooms.ts'

/**
 * Asks for the places anew when reporting shows a room that the topology does not know: a new room has its name within
 * a minute and not after ten. Not for the same rooms again: the API may well report rooms that nobody named.
 */
export function useKnownRooms(): void {
  const client = useQueryClient()
  const { rooms = [] } = useLiveRooms()
  const { topology } = useTopology()
  const known = topology !== undefined
  const strangers = known
    ? rooms
        .filter(isStranger)
        .map(({ id }) => id)
        .join(' ')
    : ''
  useEffect(() => {
    if (strangers === '') return
    // A failure changes nothing: the places are asked for again by their own schedule.
    client.query({ ...fresherTopologyQuery(), staleTime: minute }).catch(() => undefined)
  }, [client, strangers])
}

function isStranger({ floorId }: LiveRoom): boolean {
  return floorId === null
}
