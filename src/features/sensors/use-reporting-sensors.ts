import { useMemo } from 'react'
import { joinIds, splitIds } from '#src/lib/id-list.ts'
import { useFreshness, useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'

/** The addresses of sensors that report now and of silent ones, and the IDs of rooms without data. Null if unknown. */
export type ReportingSensors = {
  counting: ReadonlySet<string>
  /** Online, but without a count although the API reports zeros. */
  silent: ReadonlySet<string>
  silentRooms: ReadonlySet<string>
} | null

/**
 * Returns the sensors that report now. Returns the same object until a poll changes it, so that callers do not sort
 * again.
 */
export function useReportingSensors(): ReportingSensors {
  const { rooms } = useLiveRooms()
  const freshness = useFreshness()
  const known = rooms !== undefined && freshness !== 'stale' && freshness !== 'no-data'
  const contributions = (rooms ?? []).flatMap(({ occupancy }) => occupancy.contributions)
  const counting = joinIds(
    contributions.filter(({ kind }) => kind === 'counted').map(({ mac }) => mac),
  )
  const silent = joinIds(
    contributions
      .filter((one) => one.kind === 'missing' && one.why === 'silent')
      .map(({ mac }) => mac),
  )
  const silentRooms = joinIds(
    (rooms ?? []).filter(({ occupancy }) => occupancy.kind === 'none').map(({ id }) => id),
  )
  return useMemo(
    () =>
      known
        ? {
            counting: new Set(splitIds(counting)),
            silent: new Set(splitIds(silent)),
            silentRooms: new Set(splitIds(silentRooms)),
          }
        : null,
    [known, counting, silent, silentRooms],
  )
}
