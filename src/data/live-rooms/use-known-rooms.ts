import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { minute } from '#src/domain/time/duration.ts'
import { fresherTopologyQuery, topologyQuery } from '#src/data/topology/queries.ts'
import { useTopology } from '#src/data/topology/use-topology.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
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
    const { queryKey } = topologyQuery()
    const age = Date.now() - (client.getQueryState(queryKey)?.dataUpdatedAt ?? 0)
    // Nothing is newer than what was answered just now, but it may be in a minute.
    const timer = setTimeout(() => {
      // A failure changes nothing: the places are asked for again by their own schedule.
      client.query({ ...fresherTopologyQuery(), staleTime: 0 }).catch(() => undefined)
    }, minute - age)
    return () => clearTimeout(timer)
  }, [client, strangers])
}

function isStranger({ floorId }: LiveRoom): boolean {
  return floorId === null
}
