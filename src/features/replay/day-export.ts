import type { Board } from '#src/contract/board.ts'
import { mostPeopleByColumn, type ReplayDay } from '#src/domain/history/replay.ts'
import type { Period } from '#src/domain/history/ranges.ts'
import { minute as minuteMs } from '#src/domain/time/duration.ts'
import { toTimeZone, type TimeZone } from '#src/domain/time/time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { formatIsoPeriod, periodDetails } from '#src/format/export-heading.ts'
import { formatIsoTime } from '#src/format/iso-time.ts'
import { placeNames } from '#src/format/place-names.ts'
import type { TableExport } from '#src/lib/csv.ts'
import { exportTitle, location } from '#messages/export.ts'
import * as text from '#messages/replay.ts'

type ExportedDay = {
  day: ReplayDay
  period: Period
  zone: TimeZone
  /** Index of the last minute to export. */
  last: number
  /** Number of rooms, including those that are withheld. */
  roomCount: number
  topology: Topology | undefined
  /** ID of a site, building or floor; null for all sites. */
  place: string | null
  /** The board whose rooms these are; null for the rooms of the place. */
  board: Pick<Board, 'name'> | null
}

/** Returns the number of people over the day as a table, with one row per five minutes. Withheld rooms are left out. */
export function toDayExport(exported: ExportedDay): TableExport {
  const { day, period, zone, last, roomCount, topology, place, board } = exported
  const places = board === null ? placeNames(topology, place) : [board.name]
  const utc = toTimeZone('UTC')
  const rows = mostPeopleByColumn(day, last + 1).map(({ minute, people, knownRooms }) => {
    const at = day.from + minute * minuteMs
    return [formatIsoTime(at, zone), formatIsoTime(at, utc), people, knownRooms]
  })
  return {
    title: exportTitle([text.peopleOverDay, ...places], [formatIsoPeriod(period, zone)]),
    details: [
      [board === null ? location : text.board, places.join(', ')],
      ...periodDetails(period, [zone]),
      [text.exportRooms, roomCount - day.withheldRooms.size],
      [text.exportWithheldRooms, day.withheldRooms.size],
    ],
    rows: [
      [text.exportLocalTime, text.exportUtcTime, text.exportPeople, text.exportKnownRooms],
      ...rows,
    ],
  }
}
