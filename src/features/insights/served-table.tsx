import type { RoomInsight } from '#src/contract/insights.ts'
import {
  computeServedShare,
  countMinutesInUse,
  toServedPercent,
} from '#src/domain/insights/group-sizes.ts'
import { formatIsoPeriod, periodDetails } from '#src/format/export-heading.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatPercentage } from '#src/format/percentages.ts'
import type { TableExport } from '#src/lib/csv.ts'
import { exportTitle } from '#messages/export.ts'
import * as text from '#messages/insight-rooms.ts'
import { listSizes } from './group-bins.ts'
import type { InsightsRoom } from './insights-rooms.ts'
import type { InsightsView } from './insights-view.ts'
import { roomColumns, toRoomCells } from './room-cells.ts'

/** Numbers of seats, and the share of the use that each would have served; the recommended one is bold. */
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

/** Returns a room’s group sizes of eight weeks as a table to export, with the use that as many seats would have served. */
export function toGroupsExport(
  room: InsightsRoom,
  { minutesByPeople }: RoomInsight,
  { eightWeeks }: InsightsView,
): TableExport {
  const total = countMinutesInUse(minutesByPeople)
  const cells = toRoomCells(room.id, room)
  const { floor = null, building = null } = room.placeNames ?? {}
  return {
    title: exportTitle(
      [room.name, ...[floor, building].filter((name) => name !== null)],
      [text.groupSizes, formatIsoPeriod(eightWeeks.period, room.zone)],
    ),
    details: [
      ...roomColumns.map((label, index) => [label, cells[index] ?? null] as const),
      [text.rowSeats, room.capacity],
      ...periodDetails(eightWeeks.period, [room.zone]),
    ],
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
