import type { RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { describeSensors } from '#src/format/occupancy-labels.ts'
import { formatIsoTime } from '#src/format/iso-time.ts'
import { tableExportHeading } from '#src/format/export-heading.ts'
import type { Cell, TableExport } from '#src/lib/csv.ts'
import type { OverviewParams } from '#src/lib/overview-params.ts'
import { stateLabels } from '#messages/common.ts'
import { title } from '#messages/rooms.tsx'
import * as text from '#messages/rooms-table.ts'
import { roomFilterLabels } from '#src/features/rooms/room-filter-labels.ts'
import type { ColumnName } from './table-columns.ts'

type ExportedColumn = {
  label: string
  /**
   * Returns the value of a room; `at` is the time of the last poll in Unix milliseconds, or null before the first one.
   */
  cell: (model: RoomCardModel, at: number | null) => Cell
}

/**
 * Returns a share as an integer percentage, rounded down as in `formatPercent`. Shares no code with that function,
 * whose module is on the first route and must stay small.
 */
function roundPercentage(share: number): number {
  return Math.floor(share * 100 + 1e-9)
}

/** The CSV columns for each column of the table. */
const exportedColumns: Record<ColumnName, readonly ExportedColumn[]> = {
  room: [{ label: text.columnLabels.room, cell: ({ room }) => room.name }],
  floor: [{ label: text.columnLabels.floor, cell: ({ floorLocation }) => floorLocation.label }],
  kind: [{ label: text.columnLabels.kind, cell: ({ room }) => room.kind }],
  occupancy: [
    {
      label: text.columnLabels.occupancy,
      cell: ({ displayed }) => (displayed.kind === 'none' ? null : displayed.people),
    },
    {
      label: text.csvIncomplete,
      cell: ({ displayed }) =>
        displayed.kind !== 'none' && displayed.atLeast ? text.csvYes : null,
    },
  ],
  capacity: [{ label: text.columnLabels.capacity, cell: ({ room }) => room.capacity }],
  utilisation: [
    {
      label: text.csvUtilisation,
      cell: ({ displayed, room: { capacity } }) =>
        displayed.kind === 'none' || capacity === null
          ? null
          : roundPercentage(displayed.people / capacity),
    },
  ],
  usual: [
    {
      label: text.csvUsualLower,
      cell: ({ usual, room }) => (room.capacity === 1 ? null : (usual?.usual?.lower ?? null)),
    },
    {
      label: text.csvUsualUpper,
      cell: ({ usual, room }) => (room.capacity === 1 ? null : (usual?.usual?.upper ?? null)),
    },
    { label: text.csvUsualDifference, cell: ({ usualDifference = null }) => usualDifference },
  ],
  state: [
    { label: text.columnLabels.state, cell: ({ displayedState }) => stateLabels[displayedState] },
  ],
  sensors: [
    {
      label: text.columnLabels.sensors,
      cell: ({ room, freshness }) => describeSensors(room.occupancy, freshness === 'no-data').words,
    },
  ],
  age: [
    {
      label: text.columnLabels.age,
      cell({ displayed, floorLocation }, at) {
        const seenAt = displayed.kind === 'none' ? displayed.lastSeenAt : (displayed.seenAt ?? at)
        return seenAt === null ? null : formatIsoTime(seenAt, floorLocation.zone)
      },
    },
  ],
}

/**
 * Returns the table as an export: all rooms that match the filters, not only those scrolled into view.
 *
 * @param rooms filtered and sorted
 * @param at time of the data, in Unix milliseconds
 */
export function toRoomsExport(
  rooms: readonly RoomCardModel[],
  shown: readonly ColumnName[],
  at: number | null,
  params: OverviewParams,
  topology: Topology | undefined,
): TableExport {
  const exported = shown.flatMap((name) => exportedColumns[name])
  return {
    ...tableExportHeading({
      subject: title,
      topology,
      placeId: params.place,
      filters: roomFilterLabels(params, topology),
      at,
      zones: rooms.map(({ floorLocation }) => floorLocation.zone),
    }),
    rows: [
      exported.map(({ label }) => label),
      ...rooms.map((model) => exported.map(({ cell }) => cell(model, at))),
    ],
  }
}
