import { TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import { useSuspectSensors } from '#src/data/insights/use-suspect-sensors.ts'
import { sensorPeriod } from '#src/domain/insights/sensor-findings.ts'
import { startOfLocalDay } from '#src/domain/time/local-time.ts'
import { describeFinding } from '#src/format/sensor-findings.ts'
import { shortenMac } from '#src/format/sensor-labels.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import * as text from '#messages/sensor-findings.ts'
import type { HistoryView } from './history-view.ts'

/**
 * States the findings about the sensors of a room over the period, because they can mean that its figures are wrong.
 * Renders nothing without findings.
 */
export function SuspectNotes({
  room: { id, capacity },
  view: { history, zone, labels },
}: {
  room: { id: string; capacity: number | null }
  view: HistoryView
}) {
  const today = useServerClock((now) => startOfLocalDay(now, zone))
  const rooms = useMemo(() => [{ id, capacity }], [id, capacity])
  const { suspects } = useSuspectSensors(sensorPeriod(history, today, zone), rooms, true)
  const getSensorName = (mac: string) =>
    labels.find((label) => label.mac === mac)?.name ?? shortenMac(mac)
  return suspects.flatMap(({ mac, findings }) =>
    findings.map((finding) => (
      <p key={`${mac} ${finding.kind}`} className="mt-2 flex items-start gap-1.5 text-busy-ink">
        <TriangleAlert className="mt-0.5 size-4 flex-none" strokeWidth={1.5} aria-hidden="true" />
        {text.suspectNote(
          getSensorName(mac),
          describeFinding(finding, getSensorName),
          text.effects[finding.kind],
        )}
      </p>
    )),
  )
}
