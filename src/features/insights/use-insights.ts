import {
  keepPreviousData,
  useQueries,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseQueryResult,
} from '@tanstack/react-query'
import type { Moments, PlaceHours, RoomInsights } from '#src/contract/insights.ts'
import {
  momentsQuery,
  placeHoursQuery,
  roomInsightsQuery,
} from '#src/data/insights/insights-queries.ts'
import type { Period } from '#src/domain/history/ranges.ts'
import { divideIntoWeeks, joinMoments } from '#src/domain/insights/moments.ts'
import { addDays, localDateAt, startOfLocalDate } from '#src/domain/time/local-date.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { InsightsPeriod, InsightsView } from './insights-view.ts'

/**
 * The latest data of a section. While a new selection loads, `data` belongs to the previous selection, and `isWaiting`
 * is true. `updatedAt` is in Unix milliseconds by the device's clock.
 */
type Loaded<TData> = {
  data: TData | undefined
  isWaiting: boolean
  /** Whether the request of the current selection has succeeded or failed. */
  isSettled: boolean
  error: Error | null
  updatedAt: number
}

/**
 * Returns the figures of each room over a period. Sends no request without a period.
 *
 * @param isEnabled whether to send the request
 */
export function useRoomInsights(
  one: InsightsPeriod | null,
  isEnabled: boolean,
): Loaded<RoomInsights> {
  const query = roomInsightsQuery(one?.query ?? noRooms)
  return toLoaded(useQuery({ ...query, ...whileEnabled(one, isEnabled) }), one)
}

/**
 * Returns the people in the place by hour of a period. Sends no request without a period.
 *
 * @param isEnabled whether to send the request
 */
export function usePlaceHours(one: InsightsPeriod | null, isEnabled: boolean): Loaded<PlaceHours> {
  const query = placeHoursQuery(one?.query ?? noRooms)
  return toLoaded(useQuery({ ...query, ...whileEnabled(one, isEnabled) }), one)
}

/** Keeps the data of the previous period while the next one loads. */
function whileEnabled(one: InsightsPeriod | null, isEnabled: boolean) {
  return { enabled: isEnabled && one !== null, placeholderData: keepPreviousData }
}

/** The query of a disabled request. */
const noRooms = { from: 0, to: 0, rooms: [] }

function toLoaded<TData>(
  {
    data,
    error,
    isPlaceholderData,
    dataUpdatedAt,
  }: Pick<UseQueryResult<TData>, 'data' | 'error' | 'isPlaceholderData' | 'dataUpdatedAt'>,
  one: InsightsPeriod | null,
): Loaded<TData> {
  return {
    data: one === null ? undefined : data,
    isWaiting: isPlaceholderData,
    isSettled: one === null || error !== null || (data !== undefined && !isPlaceholderData),
    error,
    updatedAt: dataUpdatedAt,
  }
}

export type MomentsProgress = {
  /** The weeks that are loaded, joined; null without one. */
  moments: Moments | null
  done: number
  weeks: number
  error: Error | null
}

/**
 * Loads the peaks and run-outs of a period week by week, newest first.
 *
 * @param isEnabled false stops after the current request
 */
export function useMoments(
  one: InsightsPeriod | null,
  { judgedIds, zone, today }: Pick<InsightsView, 'judgedIds' | 'zone' | 'today'>,
  isEnabled: boolean,
): MomentsProgress {
  const client = useQueryClient()
  const weeks = one === null ? [] : divideIntoWeeks(limitToPast(one.period, today, zone), zone)
  const queries = weeks.map((week) =>
    momentsQuery({ ...week, rooms: one?.query.rooms ?? [], judgedRooms: judgedIds }),
  )
  const results = useQueries({
    queries: queries.map((query, index) => {
      const previous = queries[index - 1]
      const isNext = !previous || isLoaded(client, previous)
      return { ...query, enabled: isEnabled && isNext }
    }),
  })
  const loaded = results.flatMap(({ data }) => data ?? [])
  return {
    moments: joinMoments(loaded),
    done: loaded.length,
    weeks: weeks.length,
    error: results.find(({ error }) => error !== null)?.error ?? null,
  }
}

function isLoaded(client: QueryClient, query: ReturnType<typeof momentsQuery>): boolean {
  // `getQueryData` does not find queries whose keys have their own hash.
  const { queryHash } = client.defaultQueryOptions(query)
  return client.getQueryCache().get(queryHash)?.state.data !== undefined
}

/** Returns the period up to the end of the current day. */
function limitToPast({ from, to }: Period, today: number, zone: TimeZone): Period {
  return { from, to: Math.min(to, startOfLocalDate(addDays(localDateAt(today, zone), 1), zone)) }
}
