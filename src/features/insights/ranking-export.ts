import type { ExportHeading, TableExport } from '#src/lib/csv.ts'
import * as text from '#messages/insight-rooms.ts'
import type { RankedRoom } from './ranked-rooms.ts'
import { roomColumns, toRoomCells } from './room-cells.ts'

const percent = (share: number | null | undefined) =>
  share === null || share === undefined ? null : share * 100

/** Returns the ranking as a table to export: all rooms that match the filters, in the order of the page. */
export function toRankingExport(rooms: readonly RankedRoom[], heading: ExportHeading): TableExport {
  const { sortLabels } = text
  const columns = [
    ...roomColumns,
    text.columnKind,
    text.percentOf(sortLabels.utilisation),
    text.percentOf(sortLabels.frequency),
    text.percentOf(sortLabels.occupancy),
    sortLabels.typical,
    sortLabels['nearly-all'],
    sortLabels.peak,
    sortLabels.seats,
    text.columnRightSize,
    text.columnSeatsServing,
    text.columnServed,
    text.percentOf(sortLabels.coverage),
  ]
  const rows = rooms.map(({ room, insight, shares, typical, nearlyAll, coverage, size }) => {
    const served = size && 'seats' in size ? size : null
    return [
      ...toRoomCells(room.id, room),
      room.kind,
      percent(shares.utilisation),
      percent(shares.frequency?.value),
      percent(shares.occupancyInUse?.value),
      typical,
      nearlyAll,
      insight.peak,
      room.capacity,
      size && text.verdicts[size.verdict],
      served?.seats ?? null,
      percent(served?.served),
      percent(coverage),
    ]
  })
  return { ...heading, title: `${heading.title}, ${text.rightSize}`, rows: [columns, ...rows] }
}
