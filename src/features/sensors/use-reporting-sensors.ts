import { useMemo } from 'react'
import { joinIds, splitIds } from '#src/lib/id-list.ts'
import { useFreshness, useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'

/** Which sensors answer now, by address, and which rooms are without data, by id. Null while nobody knows. */
export type ReportingSensors = {
  counting: ReadonlySet<string>
  silentRooms: ReadonlySet<string>
} | null

/** Who answers now. The same sets as before where a poll changed nothing about it, so that nothing is sorted anew. */
export function useReportingSensors(): ReportingSensors {
  const { rooms } = useLiveRooms()
  const freshness = useFreshness()
  const known = rooms !== undefined && freshness !== 'stale' && freshness !== 'no-data'
  const counting = joinIds(
    (rooms ?? [])
      .flatMap(({ occupancy }) => occupancy.contributions)
      .filter(({ kind }) => kind === 'counted')
      .map(({ mac }) => mac),
  )
  const silent = joinIds(
    (rooms ?? []).filter(({ occupancy }) => occupancy.kind === 'none').map(({ id }) => id),
  )
  return useMemo(
    () =>
      known
        ? { counting: new Set(splitIds(counting)), silentRooms: new Set(splitIds(silent)) }
        : null,
    [known, counting, silent],
  )
}
