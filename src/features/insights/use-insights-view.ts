import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { overridesQuery } from '#src/data/topology/queries.ts'
import { rightSizeRule } from '#src/domain/insights/right-size.ts'
import { findMainZone } from '#src/domain/time/main-zone.ts'
import { startOfLocalDay } from '#src/domain/time/local-time.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import type { InsightsParams } from './insights-params.ts'
import { filterRooms, listRoomIds, shortenFloors, type InsightsRoom } from './insights-rooms.ts'
import { createInsightsView, type InsightsView } from './insights-view.ts'

/** Returns what a page shows. The result stays the same object while live counts change. */
export function useInsightsView(
  allRooms: readonly InsightsRoom[],
  topology: Topology | undefined,
  params: InsightsParams,
): InsightsView {
  const matching = useSameItems(filterRooms(allRooms, params))
  const rooms = useMemo(() => shortenFloors(matching, topology), [matching, topology])
  const ids = useMemo(() => listRoomIds(rooms), [rooms])
  const zone = findMainZone(rooms.length > 0 ? rooms : allRooms)
  const today = useServerClock(useCallback((now: number) => startOfLocalDay(now, zone), [zone]))
  const { overrides = null } = useQuery(overridesQuery()).data ?? {}
  const rule = useMemo(() => rightSizeRule(overrides), [overrides])
  return useMemo(
    () => createInsightsView(rooms, ids, params, topology, { zone, today, rule }),
    [rooms, ids, params, topology, zone, today, rule],
  )
}

/** Returns the earlier list while the items are the same, so that the requests that contain it stay the same. */
function useSameItems<TItem>(items: readonly TItem[]): readonly TItem[] {
  const [kept, setKept] = useState(items)
  const isSame = kept.length === items.length && items.every((item, index) => item === kept[index])
  if (!isSame) setKept(items)
  return isSame ? kept : items
}
