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
import {
  findUsualSize,
  maxSeatsOfTooLarge,
  type RightSizeRule,
} from '#src/domain/insights/right-size.ts'
import { exportTitle } from '#messages/export.ts'
import * as text from '#messages/insight-rooms.ts'
import type { InsightsRoom } from './insights-rooms.ts'
import type { InsightsView } from './insights-view.ts'
import { roomColumns, toRoomCells } from './room-cells.ts'

/**
 * Numbers of seats, and the share of the use that each would have served; the seats needed are bold. One of them is the
 * limit of a room that is too large, with its share of the capacity.
 */
export function ServedTable({
  room,
  insight: { minutesByPeople },
  recommended,
  rule,
}: {
  room: InsightsRoom
  insight: RoomInsight
  recommended: number | null
  rule: RightSizeRule
}) {
  const limit =
    room.capacity === null || !room.isJudged ? null : maxSeatsOfTooLarge(room.capacity, rule)
  const sizes = listSizes(minutesByPeople, { capacity: room.capacity, recommended, limit })
  const isBold = (seats: number) => (seats === recommended ? 'evidence-recommended' : undefined)
  return (
    <table className="evidence-served">
      <caption className="sr-only">{text.seatsServed}</caption>
      <tbody>
        <tr>
          <th scope="row">{text.rowSeats}</th>
          {sizes.map((seats) => (
            <td key={seats} className={isBold(seats)}>
              {seats === limit
                ? text.seatsAndShare(seats, formatPercentage(rule.seatsShare))
                : formatNumber(seats)}
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
 * the capacity, and the limit of a room that is too large.
 */
export function listSizes(
  sizes: MinutesByPeople,
  {
    capacity,
    recommended,
    limit,
  }: { capacity: number | null; recommended: number | null; limit: number | null },
): number[] {
  const largest = Math.max(capacity ?? 0, recommended ?? 0, sizes.at(-1)?.[0] ?? 1)
  const required = [capacity, recommended, limit].filter((one) => one !== null && one >= 1)
  const usual = new Set<number>()
  for (let people = 1; people <= largest; people += 1) usual.add(findUsualSize(people))
  const middle = recommended ?? 0
  const nearest = [...usual]
    .filter((one) => one >= 2 && !required.includes(one))
    .toSorted((one, other) => Math.abs(one - middle) - Math.abs(other - middle))
  return [...new Set(required), ...nearest]
    .filter((one) => one !== null)
    .slice(0, maxSizes)
    .toSorted((one, other) => one - other)
}
