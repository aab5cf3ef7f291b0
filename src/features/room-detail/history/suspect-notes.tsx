import { SuspectNotes } from '#src/components/occupancy/suspect-notes.tsx'
import { useRoomSuspects } from '#src/data/insights/use-suspect-sensors.ts'
import type { Period } from '#src/domain/history/ranges.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { createLabelNames, type SensorLabel } from '#src/format/sensor-labels.ts'

/**
 * The findings that put the figures of a room in doubt.
 *
 * @param period of the figures; null for current figures
 */
export function RoomSuspectNotes({
  room,
  zone,
  labels,
  period,
}: {
  room: { id: string; capacity: number | null }
  zone: TimeZone
  labels: readonly SensorLabel[]
  period: Period | null
}) {
  const suspects = useRoomSuspects(room, zone, period)
  const getSensorName = createLabelNames(labels)
  return <SuspectNotes {...{ suspects, getSensorName }} isRecent={period === null} />
}
