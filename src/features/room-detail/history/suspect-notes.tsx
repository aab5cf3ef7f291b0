import { useMemo } from 'react'
import { SuspectNotes } from '#src/components/occupancy/suspect-notes.tsx'
import { useRecentSuspects, useSuspectSensors } from '#src/data/insights/use-suspect-sensors.ts'
import type { Period } from '#src/domain/history/ranges.ts'
import { sensorPeriod } from '#src/domain/insights/sensor-findings.ts'
import { startOfLocalDay } from '#src/domain/time/local-time.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { createLabelNames, type SensorLabel } from '#src/format/sensor-labels.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'

type RoomProps = {
  room: { id: string; capacity: number | null }
  zone: TimeZone
  labels: readonly SensorLabel[]
}

/** The findings that put the figures of a period in doubt. */
export function PeriodSuspectNotes({
  room: { id, capacity },
  zone,
  labels,
  period,
}: RoomProps & { period: Period }) {
  const today = useServerClock((now) => startOfLocalDay(now, zone))
  const rooms = useMemo(() => [{ id, capacity }], [id, capacity])
  const { suspects } = useSuspectSensors(sensorPeriod(period, today, zone), rooms, true)
  return <SuspectNotes suspects={suspects} getSensorName={createLabelNames(labels)} />
}

/** The findings that put the current figures in doubt. */
export function RecentSuspectNotes({ room, zone, labels }: RoomProps) {
  const suspects = useRecentSuspects(room, zone)
  return <SuspectNotes suspects={suspects} getSensorName={createLabelNames(labels)} isRecent />
}
