import type { ReactNode } from 'react'
import { UnavailablePlaceholder } from '#src/components/ui/placeholders.tsx'
import { useTopology } from '#src/data/topology/queries.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { describePollError } from '#src/format/describe-poll-error.ts'
import * as text from '#messages/insights.ts'
import { useInsightsRooms, type InsightsRoom } from './insights-rooms.ts'

/**
 * Renders a page about rooms once they have names and locations. Before that, shows the loading state, or why the rooms
 * are unavailable.
 */
export function InsightsRoomsBoundary({
  loading,
  children,
}: {
  loading: ReactNode
  children: (rooms: readonly InsightsRoom[], topology: Topology | undefined) => ReactNode
}) {
  const { topology, pending } = useTopology()
  const { rooms, error } = useInsightsRooms(topology)
  if (rooms === undefined && error) {
    return (
      <UnavailablePlaceholder
        title={text.unavailableTitle}
        reason={describePollError(error)}
        hint={text.unavailableHint}
      />
    )
  }
  // Rooms have no names and no locations before the topology has loaded.
  if (rooms === undefined || pending) return loading
  return children(rooms, topology)
}
