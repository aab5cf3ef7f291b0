import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { maxSensorRooms } from '#src/contract/sensor-insights.ts'
import { historyStatusQuery, isHistoryAvailable } from '#src/data/history/history-queries.ts'
import { useSuspectSensors } from '#src/data/insights/use-suspect-sensors.ts'
import type { Anomaly } from '#src/domain/anomalies/anomaly.ts'
import { recentSensorPeriod } from '#src/domain/insights/sensor-findings.ts'
import { startOfLocalDay } from '#src/domain/time/local-time.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'

const noRooms: Topology['rooms'] = []
const noZone = toTimeZone(null)

/**
 * Returns the given anomalies and those that the last seven days of the history show. All sites use the days of the
 * first site. `isUnchecked` is set if there is a history, but too many rooms to check it.
 *
 * @param isEnabled whether to send the request: false until the page is shown
 */
export function useHistoryAnomalies(
  anomalies: readonly Anomaly[],
  topology: Topology | undefined,
  isEnabled: boolean,
): { anomalies: readonly Anomaly[]; isUnchecked: boolean } {
  const zone = topology?.sites[0]?.zone ?? noZone
  const today = useServerClock(useCallback((now: number) => startOfLocalDay(now, zone), [zone]))
  const period = recentSensorPeriod(today, zone)
  const rooms = topology?.rooms ?? noRooms
  const { suspects } = useSuspectSensors(period, rooms, isEnabled)
  const { data: status } = useQuery({ ...historyStatusQuery(), enabled: isEnabled })
  const all = useMemo(() => {
    const found = suspects.flatMap(({ mac, findings }) =>
      findings.map((finding): Anomaly => ({ kind: 'history', macs: [mac], finding })),
    )
    return found.length === 0 ? anomalies : [...anomalies, ...found]
  }, [anomalies, suspects])
  return {
    anomalies: all,
    isUnchecked: rooms.length > maxSensorRooms && isHistoryAvailable(status),
  }
}
