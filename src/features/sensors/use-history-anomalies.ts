import { useCallback, useMemo } from 'react'
import { useSuspectSensors } from '#src/data/insights/use-suspect-sensors.ts'
import type { Anomaly } from '#src/domain/anomalies/anomaly.ts'
import { sensorPeriod } from '#src/domain/insights/sensor-findings.ts'
import { startOfLocalDay } from '#src/domain/time/local-time.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'

const noRooms: Topology['rooms'] = []
const noZone = toTimeZone(null)

/**
 * Returns anomalies with those that the last seven days of the history show. All sites use the days of the first one.
 *
 * @param isEnabled whether to send the request: false until the page is shown
 */
export function useHistoryAnomalies(
  anomalies: readonly Anomaly[],
  topology: Topology | undefined,
  isEnabled: boolean,
): readonly Anomaly[] {
  const zone = topology?.sites[0]?.zone ?? noZone
  const today = useServerClock(useCallback((now: number) => startOfLocalDay(now, zone), [zone]))
  const period = sensorPeriod({ from: 0, to: today }, today, zone)
  const { suspects } = useSuspectSensors(period, topology?.rooms ?? noRooms, isEnabled)
  return useMemo(() => {
    const found = suspects.flatMap(({ mac, findings }) =>
      findings.map((finding): Anomaly => ({ kind: 'history', macs: [mac], finding })),
    )
    return found.length === 0 ? anomalies : [...anomalies, ...found]
  }, [anomalies, suspects])
}
