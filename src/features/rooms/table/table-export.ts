import type { RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { describeSensors } from '#src/format/occupancy-labels.ts'
import { formatTimeZone } from '#src/format/dates.ts'
import { formatIsoTime } from '#src/format/iso-time.ts'
import { placeNames } from '#src/format/place-names.ts'
import type { Cell, TableExport } from '#src/lib/csv.ts'
import type { OverviewParams } from '#src/lib/overview-params.ts'
import { stateLabels } from '#messages/common.ts'
import * as exportText from '#messages/export.ts'
import { title } from '#messages/rooms.tsx'
import * as text from '#messages/rooms-table.ts'
import { roomFilterLabels } from '#src/features/rooms/room-filter-labels.ts'
import type { ColumnName } from './table-columns.ts'

type ExportedColumn = {
  label: string
  /** Returns the value of a room; `at` is the time of the last poll in Unix milliseconds. */
  cell: (model: RoomCardModel, at: number | null) => Cell
}

/** The exported columns of each column of the table. */
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
        displayed.kind === 'none' || capacity === null ? null : (100 * displayed.people) / capacity,
    },
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
 * @param zone for times that concern no single room
 */
export function toRoomsExport(
  rooms: readonly RoomCardModel[],
  shown: readonly ColumnName[],
  at: number | null,
  zone: TimeZone,
  params: OverviewParams,
  topology: Topology | undefined,
): TableExport {
  const places = placeNames(topology, params.place)
  const filters = roomFilterLabels(params, topology)
  const exported = shown.flatMap((name) => exportedColumns[name])
  return {
    title: exportText.exportTitle([title, ...places], filters),
    details: [
      [exportText.location, places.join(', ')],
      [exportText.filters, filters.join(', ') || exportText.noFilters],
      [exportText.dataAsOf, at === null ? exportText.unknownTime : formatIsoTime(at, zone)],
      [exportText.timeZone, formatTimeZones(rooms, zone, at ?? 0)],
    ],
    rows: [
      exported.map(({ label }) => label),
      ...rooms.map((model) => exported.map(({ cell }) => cell(model, at))),
    ],
  }
}

/** Returns the zones of all rooms, each once. */
function formatTimeZones(rooms: readonly RoomCardModel[], zone: TimeZone, at: number): string {
  const zones = new Set([zone, ...rooms.map(({ floorLocation }) => floorLocation.zone)])
  return [...new Set([...zones].map((one) => formatTimeZone(one, at)))].join(', ')
}
