import { TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import { useSuspectSensors } from '#src/data/insights/use-suspect-sensors.ts'
import type { Period } from '#src/domain/history/ranges.ts'
import { recentSensorPeriod, sensorPeriod } from '#src/domain/insights/sensor-findings.ts'
import { startOfLocalDay } from '#src/domain/time/local-time.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { describeFinding } from '#src/format/sensor-findings.ts'
import { shortenMac, type SensorLabel } from '#src/format/sensor-labels.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import * as text from '#messages/sensor-findings.ts'

/**
 * States the findings about the sensors of a room, because they can mean that its figures are wrong. Renders nothing
 * without findings.
 *
 * @param period of the figures; null for current figures, which findings of the last seven days put in doubt
 */
export function SuspectNotes({
  room: { id, capacity },
  period,
  zone,
  labels,
}: {
  room: { id: string; capacity: number | null }
  period: Period | null
  zone: TimeZone
  labels: readonly SensorLabel[]
}) {
  const today = useServerClock((now) => startOfLocalDay(now, zone))
  const rooms = useMemo(() => [{ id, capacity }], [id, capacity])
  const examined = period ? sensorPeriod(period, today, zone) : recentSensorPeriod(today, zone)
  const { suspects } = useSuspectSensors(examined, rooms, true)
  const describe = period ? text.suspectNote : text.recentSuspectNote
  const getSensorName = (mac: string) =>
    labels.find((label) => label.mac === mac)?.name ?? shortenMac(mac)
  return suspects.flatMap(({ mac, findings }) =>
    findings.map((finding) => (
      <p key={`${mac} ${finding.kind}`} className="mt-2 flex items-start gap-1.5 text-busy-ink">
        <TriangleAlert className="mt-0.5 size-4 flex-none" strokeWidth={1.5} aria-hidden="true" />
        {describe(
          getSensorName(mac),
          describeFinding(finding, getSensorName),
          text.effects[finding.kind],
        )}
      </p>
    )),
  )
}
