import { useQuery } from '@tanstack/react-query'
import { overridden } from '#src/domain/topology/overridden.ts'
import { overridesQuery, topologyQuery } from './queries.ts'
import type { Topology } from '#src/domain/topology/tree.ts'

/**
 * The places, with the operator's own names and capacities. Undefined until Butlr has answered once; `pending` while
 * the first answer is awaited. The object is the same one for all who ask.
 */
export function useTopology(): { topology: Topology | undefined; pending: boolean } {
  const places = useQuery(topologyQuery())
  const own = useQuery(overridesQuery())
  const topology = places.data && overridden(places.data, own.data?.overrides ?? null)
  return { topology, pending: places.isPending || own.isPending }
}
