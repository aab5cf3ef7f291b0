import { useMemo } from 'react'
import { joinIds, splitIds } from '#src/lib/id-list.ts'
import type { MissingReason } from '#src/domain/occupancy/room-occupancy.ts'
import { useFreshness, useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'

/** The addresses of sensors by what they report now, and the IDs of rooms without data. Null if unknown. */
export type ReportingSensors = {
  counting: ReadonlySet<string>
  /** Online, but without a count although the API reports zeros. */
  silent: ReadonlySet<string>
  /** Sensors whose count is not used: it is not plausible, or is not a count. */
  implausible: ReadonlySet<string>
  malformed: ReadonlySet<string>
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
  const macsWhere = (status: 'counted' | MissingReason) =>
    joinIds(
      contributions
        .filter((one) => (one.kind === 'missing' ? one.why : one.kind) === status)
        .map(({ mac }) => mac),
    )
  const counting = macsWhere('counted')
  const silent = macsWhere('silent')
  const implausible = macsWhere('implausible')
  const malformed = macsWhere('malformed')
  const silentRooms = joinIds(
    (rooms ?? []).filter(({ occupancy }) => occupancy.kind === 'none').map(({ id }) => id),
  )
  return useMemo(
    () =>
      known
        ? {
            counting: new Set(splitIds(counting)),
            silent: new Set(splitIds(silent)),
            implausible: new Set(splitIds(implausible)),
            malformed: new Set(splitIds(malformed)),
            silentRooms: new Set(splitIds(silentRooms)),
          }
        : null,
    [known, counting, silent, implausible, malformed, silentRooms],
  )
}
