import { useMemo, useState } from 'react'
import { joinIds, splitIds } from '#src/lib/id-list.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { createStableFilter } from '#src/domain/live-rooms/stable-ranks.ts'
import type { MissingReason, SensorContribution } from '#src/domain/occupancy/room-occupancy.ts'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { useFreshness, useLiveRooms, useSnapshotAt } from '#src/data/live-rooms/use-live-rooms.ts'

/** MAC addresses of sensors, grouped by what they report now, and IDs of rooms without data. Null if unknown. */
export type ReportingSensors = {
  counting: ReadonlySet<string>
  /**
   * Sensors with an implausible count. A sensor stays in this set for a dwell time (see `createStableRanks`), so that one
   * near its limit does not reorder the page on every poll.
   */
  implausible: ReadonlySet<string>
  /** Sensors with a malformed reading. A sensor also stays in this set for a dwell time. */
  malformed: ReadonlySet<string>
  /**
   * Sensors without a reading that are neither known to be offline nor counted as quiet. A sensor also stays in this set
   * for a dwell time.
   */
  silent: ReadonlySet<string>
  silentRooms: ReadonlySet<string>
} | null

/**
 * Returns what the sensors report now. Returns the same object until a poll changes the result, so that callers do not
 * sort again.
 */
export function useReportingSensors(): ReportingSensors {
  const { rooms } = useLiveRooms()
  const freshness = useFreshness()
  const known = rooms !== undefined && freshness !== 'stale' && freshness !== 'no-data'
  const contributions = (rooms ?? []).flatMap(({ occupancy }) => occupancy.contributions)
  const counting = joinIds(
    contributions.filter(({ kind }) => kind === 'counted').map(({ mac }) => mac),
  )
  const implausible = useFaultySensors(rooms, 'implausible')
  const malformed = useFaultySensors(rooms, 'malformed')
  const silent = useFaultySensors(rooms, 'silent')
  const silentRooms = joinIds(
    (rooms ?? []).filter(({ occupancy }) => occupancy.kind === 'none').map(({ id }) => id),
  )
  return useMemo(
    () =>
      known
        ? {
            counting: new Set(splitIds(counting)),
            implausible: new Set(splitIds(implausible)),
            malformed: new Set(splitIds(malformed)),
            silent: new Set(splitIds(silent)),
            silentRooms: new Set(splitIds(silentRooms)),
          }
        : null,
    [known, counting, implausible, malformed, silent, silentRooms],
  )
}

/**
 * Returns the MAC addresses (joined, see `joinIds`) of the sensors that are missing because of `why`, or were until
 * recently (see `createStableFilter`).
 */
function useFaultySensors(
  rooms: readonly LiveRoom[] | undefined,
  why: 'implausible' | 'malformed' | 'silent',
): string {
  const at = useSnapshotAt()
  const { intervalMs } = usePollers().snapshot
  const [filter] = useState(createStableFilter)
  return useMemo(() => {
    const contributions = (rooms ?? []).flatMap(({ occupancy }) => occupancy.contributions)
    const condition = {
      idOf: ({ mac }: SensorContribution) => mac,
      matches: (one: SensorContribution) => isMissing(one, why),
    }
    return joinIds(filter(why, contributions, condition, at, intervalMs).map(({ mac }) => mac))
  }, [filter, rooms, why, at, intervalMs])
}

function isMissing(contribution: SensorContribution, why: MissingReason): boolean {
  return contribution.kind === 'missing' && contribution.why === why
}
