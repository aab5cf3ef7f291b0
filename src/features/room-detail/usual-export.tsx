import { ExportButtons } from '#src/components/ui/export-buttons.tsx'
import { useTopology } from '#src/data/topology/queries.ts'
import type { Usual, UsualDay } from '#src/domain/history/usual.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { startOfLocalDate } from '#src/domain/time/local-date.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { formatTimeZone } from '#src/format/dates.ts'
import { roomExportHeading } from '#src/format/room-export.ts'
import type { TableExport } from '#src/lib/csv.ts'
import { fromTo, timeZone } from '#messages/export.ts'
import * as text from '#messages/usual.ts'

type ExportedUsual = {
  room: Pick<LiveRoom, 'id' | 'name' | 'floorId'>
  usual: Usual
  averages: readonly UsualDay[]
  /** 0 is Monday. */
  weekday: number
  /** Such as `11:00–12:00`. */
  hours: string
  /** Number of days behind the usual number. */
  days: number
  zone: TimeZone
}

/** Buttons that export the days behind the usual number of people in a room. */
export function UsualExportButtons(exported: ExportedUsual) {
  const { topology } = useTopology()
  return (
    <ExportButtons
      label={text.details}
      className="room-usual-exports"
      getTable={() => toUsualExport(exported, topology)}
    />
  )
}

/** Returns a row for each day with its average number of people, below the usual number and its rule. */
function toUsualExport(
  { room, usual, averages, weekday, hours, days, zone }: ExportedUsual,
  topology: Topology | undefined,
): TableExport {
  const dates = averages.map(({ date }) => date).toSorted()
  const [first = '', last = first] = [dates[0], dates.at(-1)]
  const at = (date: string) => startOfLocalDate(date, zone)
  const heading = roomExportHeading(
    room,
    topology,
    [text.details, text.weekdayHours(weekday, hours), fromTo(first, last)],
    [
      [text.exportHour, text.weekdayHours(weekday, hours)],
      [timeZone, formatTimeZone(zone, at(first), at(last))],
      [text.exportDays, days],
      [text.exportLower, usual.lower],
      [text.exportMedian, usual.median],
      [text.exportUpper, usual.upper],
      [text.exportRule, text.rule],
    ],
  )
  return {
    ...heading,
    rows: [text.exportColumns, ...averages.map(({ date, people }) => [date, people])],
  }
}
