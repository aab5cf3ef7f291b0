import { sumOverSensors, type Sample } from '#src/domain/readings/history.ts'
import { queryOptions, skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo } from 'react'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { maximumPlausibleCount } from '#src/domain/occupancy/plausible-counts.ts'
import { roomPeakQuery, roomDayQuery } from '#src/data/reporting/history-queries.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { startOfLocalDay } from '#src/domain/time/local-time.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'

/**
 * The largest occupancy of a day. `at` is in Unix milliseconds; `atLeast` is set if a sensor was missing, which makes
 * `people` a lower bound.
 */
type DayPeak = { at: number; people: number; atLeast: boolean }

/**
 * Returns the peak of a day: the largest sum of the room's sensors in one minute or one poll; null if there are no
 * counts. This is not the sum of the sensors' peaks, since sensors peak at different times.
 *
 * @param samples the room's occupancy per minute, in chronological order
 * @param expected number of sensors that the room should have; with fewer, the sum of a minute is a lower bound
 * @param otherPeaks peaks from other sources, such as the current occupancy
 */
export function findDayPeak(
  samples: readonly Sample[],
  expected: number,
  otherPeaks: readonly (DayPeak | null)[],
): DayPeak | null {
  let peak: DayPeak | null = null
  for (const { at, value, sensors } of samples) {
    peak = largerPeak(peak, { at, people: value, atLeast: sensors < expected })
  }
  return otherPeaks.reduce(largerPeak, peak)
}

/**
 * Returns the larger of two peaks (null means none); if equal, prefers an exact peak to a lower bound, then the earlier
 * peak.
 */
function largerPeak(one: DayPeak | null, other: DayPeak | null): DayPeak | null {
  return other && (!one || isLargerPeak(other, one)) ? other : one
}

/** Returns whether `one` ranks above `other`: by people, then exact before lower bound, then earlier first. */
function isLargerPeak(one: DayPeak, other: DayPeak): boolean {
  if (one.people !== other.people) return one.people > other.people
  return one.atLeast === other.atLeast ? one.at < other.at : other.atLeast
}

/**
 * Returns the room's peak since midnight in the building: from the per-minute history, from what the gateway has
 * recorded, and from the values that this page has shown. Null if none of these has a value. The peak never decreases
 * within a day.
 *
 * @param current the current occupancy, if known
 */
export function usePeakToday(
  room: LiveRoom,
  zone: TimeZone,
  current: DayPeak | null,
): DayPeak | null {
  const client = useQueryClient()
  const midnight = useServerClock(useCallback((now: number) => startOfLocalDay(now, zone), [zone]))
  const maximum = maximumPlausibleCount(room)
  const { contributions, expectedSensors: expected } = room.occupancy
  const { data: minutes } = useQuery(roomDayQuery(room.id, midnight, maximum))
  const { data: polls } = useQuery(roomPeakQuery(room.id, midnight))
  const { data: shownPeak = null } = useQuery(shownPeakQuery(room.id, midnight))
  const polledPeak = polls ? { ...polls, atLeast: polls.sensors < expected } : null
  const currentPeak = current && current.at >= midnight ? current : null
  const samples = useMemo(() => {
    const macs = contributions.map(({ mac }) => mac)
    return sumOverSensors(minutes?.sensors ?? {}, macs, maximum)
  }, [minutes, contributions, maximum])
  const peak = findDayPeak(samples, expected, [shownPeak, polledPeak, currentPeak])
  useEffect(() => {
    if (peak !== shownPeak) client.setQueryData(shownPeakQuery(room.id, midnight).queryKey, peak)
  }, [client, room.id, midnight, shownPeak, peak])
  return peak
}

/** Query for the peak that the page has shown so far; never fetched. */
function shownPeakQuery(roomId: string, midnight: number) {
  return queryOptions<DayPeak | null>({
    queryKey: ['shown-peak', roomId, midnight] as const,
    queryFn: skipToken,
    gcTime: Number.POSITIVE_INFINITY,
  })
}
