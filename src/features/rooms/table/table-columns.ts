import { formatNumber, formatPercent } from '#src/format/numbers.ts'
import { describeState, describeSensors } from '#src/format/occupancy-labels.ts'
import type { RoomSort } from '#src/lib/overview-params.ts'
import type { RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'
import { formatDateTime } from '#src/format/dates.ts'
import { updateSearchParams, useSearchParams } from '#src/lib/navigation.tsx'
import { columnLabels } from '#messages/rooms-table.ts'

/** The columns of the table, in order. All of them are sortable. */
export const columnNames = [
  'room',
  'floor',
  'kind',
  'occupancy',
  'capacity',
  'utilisation',
  'state',
  'sensors',
  'age',
] as const
export type ColumnName = (typeof columnNames)[number]

/** A column: its heading, sort order, width in pixels at the usual font size, and text for a room. */
type Column = {
  label: string
  sort: RoomSort
  width: number
  /** Whether the column is right-aligned. */
  numeric: boolean
  /** Returns the text to copy and export; `at` is the time of the last poll in Unix milliseconds. */
  text: (one: RoomCardModel, at: number | null) => string
}

export const columns: Record<ColumnName, Column> = {
  room: {
    label: columnLabels.room,
    sort: 'name',
    width: 216,
    numeric: false,
    text: ({ room }) => room.name,
  },
  floor: {
    label: columnLabels.floor,
    sort: 'floor',
    width: 200,
    numeric: false,
    text: ({ floorLocation }) => floorLocation.label,
  },
  kind: {
    label: columnLabels.kind,
    sort: 'kind',
    width: 136,
    numeric: false,
    text: ({ room }) => room.kind ?? '',
  },
  occupancy: {
    label: columnLabels.occupancy,
    sort: 'occupancy',
    width: 96,
    numeric: true,
    text: ({ displayed }) =>
      displayed.kind === 'none'
        ? ''
        : `${formatNumber(displayed.people)}${displayed.atLeast ? '+' : ''}`,
  },
  capacity: {
    label: columnLabels.capacity,
    sort: 'capacity',
    width: 96,
    numeric: true,
    text: ({ room }) => (room.capacity === null ? '' : formatNumber(room.capacity)),
  },
  utilisation: {
    label: columnLabels.utilisation,
    sort: 'utilisation',
    width: 160,
    numeric: false,
    text: ({ displayed, room: { capacity } }) =>
      displayed.kind === 'none' || capacity === null
        ? ''
        : formatPercent(displayed.people / capacity),
  },
  state: {
    label: columnLabels.state,
    sort: 'state',
    width: 144,
    numeric: false,
    text: ({ displayed, room }) => describeState(displayed, room.capacity),
  },
  sensors: {
    label: columnLabels.sensors,
    sort: 'reporting',
    width: 144,
    numeric: false,
    text: ({ room, freshness }) => describeSensors(room.occupancy, freshness === 'no-data').words,
  },
  age: {
    label: columnLabels.age,
    sort: 'age',
    width: 136,
    numeric: true,
    text: ({ displayed, floorLocation }, at) => {
      const seenAt = displayed.kind === 'none' ? displayed.lastSeenAt : (displayed.seenAt ?? at)
      return seenAt === null ? '' : formatDateTime(seenAt, floorLocation.zone, at ?? seenAt)
    },
  },
}

/** Parses the columns of a URL, in the table's order. Returns all columns when the URL names none that exist. */
export function parseColumns(text: string | null): readonly ColumnName[] {
  const requested = new Set((text ?? '').split(','))
  const shown = columnNames.filter((name) => name === 'room' || requested.has(name))
  return shown.length === 1 ? columnNames : shown
}

/** Returns the URL parameter for the columns; null when all are shown. */
export function serializeColumns(shown: readonly ColumnName[]): string | null {
  return shown.length === columnNames.length ? null : shown.join(',')
}

/** Returns the columns of the URL, a function to change them, and the query that filters the rooms. */
export function useTableColumns(): {
  shown: readonly ColumnName[]
  filters: string
  setColumns: (shown: readonly ColumnName[]) => void
} {
  const search = useSearchParams()
  const choose = (shown: readonly ColumnName[]) =>
    updateSearchParams((before) => {
      const next = new URLSearchParams(before)
      const text = serializeColumns(shown)
      if (text === null) next.delete('columns')
      else next.set('columns', text)
      return next
    })
  return {
    shown: parseColumns(search.get('columns')),
    filters: search.toString(),
    setColumns: choose,
  }
}
