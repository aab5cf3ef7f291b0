import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { maxSensorRooms, type SensorInsights } from '#src/contract/sensor-insights.ts'
import type { Period } from '#src/domain/history/ranges.ts'
import {
  findSuspectSensors,
  recentSensorPeriod,
  sensorPeriod,
  type SuspectSensor,
} from '#src/domain/insights/sensor-findings.ts'
import { startOfLocalDay } from '#src/domain/time/local-time.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { historyStatusQuery, isHistoryAvailable } from '#src/data/history/history-queries.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { sensorInsightsQuery } from './insights-queries.ts'

type SuspectSensors = {
  /** Undefined until it is loaded, and without a history. */
  data: SensorInsights | undefined
  suspects: readonly SuspectSensor[]
  error: Error | null
  isWaiting: boolean
}

/**
 * Returns the sensors that have findings in a period of at most `sensorDays` days. A failed request adds no findings,
 * and earlier results stay. Sends no request for more rooms than `maxSensorRooms`.
 *
 * @param period null without a period
 * @param rooms IDs and capacities
 * @param isEnabled whether to send the request
 */
export function useSuspectSensors(
  period: Period | null,
  rooms: readonly { id: string; capacity: number | null }[],
  isEnabled: boolean,
): SuspectSensors {
  const { data: status } = useQuery({ ...historyStatusQuery(), enabled: isEnabled })
  const ids = useMemo(() => rooms.map(({ id }) => id), [rooms])
  const { data, error, isPlaceholderData } = useQuery({
    ...sensorInsightsQuery({ from: period?.from ?? 0, to: period?.to ?? 0, rooms: ids }),
    enabled:
      isEnabled &&
      period !== null &&
      ids.length > 0 &&
      ids.length <= maxSensorRooms &&
      isHistoryAvailable(status),
    placeholderData: keepPreviousData,
  })
  const suspects = useMemo(() => {
    const capacities = new Map(rooms.map(({ id, capacity }) => [id, capacity]))
    return findSuspectSensors(data?.sensors ?? [], (room) => capacities.get(room) ?? null)
  }, [data, rooms])
  return { data, suspects, error, isWaiting: isPlaceholderData }
}

/**
 * Returns the sensors of a room that have findings, which put its figures in doubt.
 *
 * @param period of the figures; null for current figures, which findings of the last seven days put in doubt
 */
export function useRoomSuspects(
  { id, capacity }: { id: string; capacity: number | null },
  zone: TimeZone,
  period: Period | null,
): readonly SuspectSensor[] {
  const today = useServerClock(useCallback((now: number) => startOfLocalDay(now, zone), [zone]))
  const rooms = useMemo(() => [{ id, capacity }], [id, capacity])
  const examined = period ? sensorPeriod(period, today, zone) : recentSensorPeriod(today, zone)
  return useSuspectSensors(examined, rooms, true).suspects
}
