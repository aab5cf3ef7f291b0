import type { RoomHistory } from '#src/contract/history.ts'
import type { Opening } from '#src/domain/history/opening-hours.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { SensorLabel } from '#src/format/sensor-labels.ts'
import type { ExportHeading } from '#src/lib/csv.ts'
import type { SectionLevel } from '#src/features/room-detail/panel-layout.tsx'
import type { CellScale } from './cell-scale.ts'

/** The data that the sections about a period share. */
export type HistoryView = {
  history: RoomHistory
  /** The earlier period to compare with; null if it is not shown, or not loaded. */
  previous: RoomHistory | null
  zone: TimeZone
  opening: Opening
  /** The days of the period, such as `27 Oct – 25 Nov`. */
  dates: string
  /** The room's sensors in both periods. */
  labels: readonly SensorLabel[]
  scale: CellScale
  level: SectionLevel
  exportHeading: ExportHeading
}
