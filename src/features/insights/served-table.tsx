import type { RoomInsight } from '#src/contract/insights.ts'
import {
  computeServedShare,
  countMinutesInUse,
  toServedPercent,
  type MinutesByPeople,
} from '#src/domain/insights/group-sizes.ts'
import { formatIsoPeriod, periodDetails } from '#src/format/export-heading.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatPercentage } from '#src/format/percentages.ts'
import type { ExportHeading, TableExport } from '#src/lib/csv.ts'
import { findUsualSize } from '#src/domain/insights/right-size.ts'
import { exportTitle } from '#messages/export.ts'
import * as text from '#messages/insight-rooms.ts'
import type { InsightsRoom } from './insights-rooms.ts'
import type { InsightsView } from './insights-view.ts'
import { roomColumns, toRoomCells } from './room-cells.ts'

/** Numbers of seats, and the share of the use that each would have served; the seats needed are bold. */
export function ServedTable({
  room,
  insight: { minutesByPeople },
  recommended,
}: {
  room: InsightsRoom
  insight: RoomInsight
  recommended: number | null
}) {
  const sizes = listSizes(minutesByPeople, room.capacity, recommended)
  const isBold = (seats: number) => (seats === recommended ? 'evidence-recommended' : undefined)
  return (
    <table className="evidence-served">
      <caption className="sr-only">{text.seatsServed}</caption>
      <tbody>
        <tr>
          <th scope="row">{text.rowSeats}</th>
          {sizes.map((seats) => (
            <td key={seats} className={isBold(seats)}>
              {formatNumber(seats)}
            </td>
          ))}
        </tr>
        <tr>
          <th scope="row">{text.rowServed}</th>
          {sizes.map((seats) => (
            <td key={seats} className={isBold(seats)}>
              {formatPercentage(toServedPercent(computeServedShare(minutesByPeople, seats)) / 100)}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  )
}

/** Returns a room’s group sizes over eight weeks as a table to export, with the use that as many seats would have served. */
export function toGroupsExport(
  room: InsightsRoom,
  { minutesByPeople }: RoomInsight,
  view: InsightsView,
): TableExport {
  const total = countMinutesInUse(minutesByPeople)
  return {
    ...toEvidenceHeading(room, view, text.groupSizes),
    rows: [
      [text.columnPeople, text.columnMinutes, text.columnShare, text.columnServedBy],
      ...minutesByPeople.map(([people, minutes]) => [
        people,
        minutes,
        (minutes / total) * 100,
        computeServedShare(minutesByPeople, people) * 100,
      ]),
    ],
  }
}

/**
 * Returns the title and the lines above the table of an export of a room’s evidence.
 *
 * @param subject what is exported
 */
export function toEvidenceHeading(
  room: InsightsRoom,
  { eightWeeks }: InsightsView,
  subject: string,
): ExportHeading {
  const cells = toRoomCells(room.id, room)
  const { floor = null, building = null } = room.placeNames ?? {}
  return {
    title: exportTitle(
      [room.name, ...[floor, building].filter((name) => name !== null)],
      [subject, formatIsoPeriod(eightWeeks.period, room.zone)],
    ),
    details: [
      ...roomColumns.map((label, index) => [label, cells[index] ?? null] as const),
      [text.rowSeats, room.capacity],
      ...periodDetails(eightWeeks.period, [room.zone]),
    ],
  }
}

/** Maximum number of sizes in the table of seats. */
const maxSizes = 8

/**
 * Returns at most eight numbers of seats to compare, in ascending order: the recommended number, usual sizes around it,
 * and the capacity.
 */
export function listSizes(
  sizes: MinutesByPeople,
  capacity: number | null,
  recommended: number | null,
): number[] {
  const largest = Math.max(capacity ?? 0, recommended ?? 0, sizes.at(-1)?.[0] ?? 1)
  const usual = new Set<number>()
  for (let people = 1; people <= largest; people += 1) usual.add(findUsualSize(people))
  for (const one of [capacity, recommended]) if (one !== null) usual.add(one)
  const all = [...usual].filter((one) => one >= 2).toSorted((a, b) => a - b)
  const middle = Math.max(0, all.indexOf(recommended ?? all[0] ?? 0))
  const start = Math.max(0, Math.min(middle - Math.floor(maxSizes / 2), all.length - maxSizes))
  const shown = all.slice(start, start + maxSizes)
  if (capacity !== null && !shown.includes(capacity))
    shown[capacity < (shown[0] ?? 0) ? 0 : shown.length - 1] = capacity
  return shown
}
