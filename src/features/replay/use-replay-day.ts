import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { PlaceMinutes } from '#src/contract/place-minutes.ts'
import { historyStatusQuery, isHistoryAvailable } from '#src/data/history/history-queries.ts'
import { placeMinutesQuery } from '#src/data/insights/insights-queries.ts'
import { overridesQuery } from '#src/data/topology/queries.ts'
import { isOpenHour } from '#src/domain/history/opening-hours.ts'
import { toReplayDay, type ReplayDay } from '#src/domain/history/replay.ts'
import type { Period } from '#src/domain/history/ranges.ts'
import { localHours } from '#src/domain/history/room-hours.ts'
import { siteOpening } from '#src/domain/settings/site-opening.ts'
import { addDays, localDateAt, startOfLocalDate } from '#src/domain/time/local-date.ts'
import { minute } from '#src/domain/time/duration.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { collecting, historyUnavailable } from '#messages/room-detail.tsx'

/** Returns the local day that contains an instant. */
export function localDay(at: number, zone: TimeZone): Period {
  const date = localDateAt(at, zone)
  return { from: startOfLocalDate(date, zone), to: startOfLocalDate(addDays(date, 1), zone) }
}

export type LoadedDay = { day: ReplayDay; minutes: PlaceMinutes }

/**
 * Loads the minutes of the rooms on a day; undefined until they have loaded. `unavailable` is the reason why no history
 * can be shown; null if it can, or if its state is unknown.
 *
 * @param isPast whether the day has begun
 */
export function useReplayDay(
  { from, to }: Period,
  ids: string[],
  isPast: boolean,
): {
  loaded: LoadedDay | undefined
  error: Error | null
  collecting: string | null
  unavailable: string | null
} {
  const status = useQuery(historyStatusQuery()).data
  const { daysCollected = 0, daysDue = 0 } = status ?? {}
  const isCollecting = daysCollected < daysDue
  const query = placeMinutesQuery({ from, to, rooms: useSameIds(ids) }, !isCollecting)
  const { data, error } = useQuery({ ...query, enabled: isPast && ids.length > 0 })
  const loaded = useMemo(() => data && { day: toReplayDay(data), minutes: data }, [data])
  return {
    loaded,
    error,
    collecting: isCollecting ? collecting(daysCollected, daysDue) : null,
    unavailable:
      status && !isHistoryAvailable(status)
        ? historyUnavailable(status.state, status.reason)
        : null,
  }
}

/** Returns the earlier list while the IDs are the same, so that the request stays the same. */
function useSameIds(ids: string[]): string[] {
  const [kept, setKept] = useState(ids)
  const isSame = kept.length === ids.length && ids.every((id, index) => id === kept[index])
  if (!isSame) setKept(ids)
  return isSame ? kept : ids
}

/** Returns the closed hours of a day, as minutes from its beginning. */
export function useClosedHours({ from, to }: Period, zone: TimeZone, siteId: string | null) {
  const { overrides = null } = useQuery(overridesQuery()).data ?? {}
  return useMemo(() => {
    const opening = siteOpening(overrides?.sites?.[siteId ?? ''])
    const first = from / minute
    return localHours(first, to / minute, zone.name)
      .filter((hour) => !isOpenHour(hour, opening))
      .map((hour) => ({ from: hour.from - first, to: hour.to - first }))
  }, [overrides, siteId, from, to, zone])
}
