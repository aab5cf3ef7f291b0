import { queryOptions, skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { maximumCount } from '#src/domain/occupancy/plausibility.ts'
import { peakOfPollsQuery, roomDayQuery } from '#src/data/reporting/history-queries.ts'
import { useServerTime } from '#src/lib/server-now.ts'
import { startOfLocalDay } from '#src/domain/time/local-day.ts'
import type { Zone } from '#src/domain/time/zone.ts'
import { dayPeak, type DayPeak } from './day-peak.ts'

/**
 * The room's peak since the building's midnight: of every minute, of every poll that the gateway has seen, and of all
 * that this page has shown. It never decreases within a day.
 *
 * @param current the figure now, if it is known
 */
export function usePeakToday(room: LiveRoom, zone: Zone, current: DayPeak | null): DayPeak | null {
  const client = useQueryClient()
  const midnight = useServerTime(useCallback((now: number) => startOfLocalDay(now, zone), [zone]))
  const maximum = maximumCount(room)
  const expected = room.figure.of
  const { data: minutes } = useQuery(roomDayQuery(room.id, midnight, maximum))
  const { data: polls } = useQuery(peakOfPollsQuery(room.id, midnight))
  const { data: before = null } = useQuery(shownPeakQuery(room.id, midnight))
  const ofPolls = polls ? { ...polls, atLeast: polls.sensors < expected } : null
  const ofNow = current && current.at >= midnight ? current : null
  const peak = dayPeak(minutes?.samples ?? [], expected, maximum, [before, ofPolls, ofNow])
  useEffect(() => {
    if (peak !== before) client.setQueryData(shownPeakQuery(room.id, midnight).queryKey, peak)
  }, [client, room.id, midnight, before, peak])
  return peak
}

/** What the page has shown so far; nothing is asked. */
function shownPeakQuery(roomId: string, midnight: number) {
  return queryOptions<DayPeak | null>({
    queryKey: ['shown-peak', roomId, midnight] as const,
    queryFn: skipToken,
    gcTime: Number.POSITIVE_INFINITY,
  })
}
