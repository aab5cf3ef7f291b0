import type { RoomSort } from '#src/lib/overview-params.ts'
import { updateSearchParams, useSearchParams } from '#src/lib/navigation.tsx'
import { columnLabels } from '#messages/rooms-table.ts'

/** The columns of the table that users select, in order. All of them are sortable. */
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
/** All columns. `usual` appears while rooms are compared with usual occupancy. */
export type ColumnName = (typeof columnNames)[number] | 'usual'
/** A column that users select. */
export type SelectedColumn = (typeof columnNames)[number]

/** A column: its heading, sort order and width in pixels at the default font size (16 px). */
type Column = {
  label: string
  sort: RoomSort
  width: number
  /** Whether the column is right-aligned. */
  numeric: boolean
}

export const columns: Record<ColumnName, Column> = {
  room: {
    label: columnLabels.room,
    sort: 'name',
    width: 216,
    numeric: false,
  },
  floor: {
    label: columnLabels.floor,
    sort: 'floor',
    width: 200,
    numeric: false,
  },
  kind: {
    label: columnLabels.kind,
    sort: 'kind',
    width: 136,
    numeric: false,
  },
  occupancy: {
    label: columnLabels.occupancy,
    sort: 'occupancy',
    width: 96,
    numeric: true,
  },
  capacity: {
    label: columnLabels.capacity,
    sort: 'capacity',
    width: 96,
    numeric: true,
  },
  utilisation: {
    label: columnLabels.utilisation,
    sort: 'utilisation',
    width: 160,
    numeric: false,
  },
  usual: {
    label: columnLabels.usual,
    sort: 'usual',
    width: 160,
    numeric: false,
  },
  state: {
    label: columnLabels.state,
    sort: 'state',
    width: 144,
    numeric: false,
  },
  sensors: {
    label: columnLabels.sensors,
    sort: 'reporting',
    width: 144,
    numeric: false,
  },
  age: {
    label: columnLabels.age,
    sort: 'age',
    width: 136,
    numeric: true,
  },
}

/** Returns the selected columns and, if rooms are compared, the column “Usual” after the numbers of a room. */
export function addUsualColumn(
  selected: readonly SelectedColumn[],
  isCompared: boolean,
): readonly ColumnName[] {
  if (!isCompared) return selected
  const isBefore = (name: SelectedColumn) =>
    columnNames.indexOf(name) < columnNames.indexOf('state')
  return [...selected.filter(isBefore), 'usual', ...selected.filter((name) => !isBefore(name))]
}

/** Widths in pixels of the columns that come first in narrow windows; on a phone, they are in view together. */
const phoneWidths: Partial<Record<ColumnName, number>> = {
  room: 144,
  occupancy: 80,
  usual: 148,
  state: 128,
}

/** Widths in pixels of columns that can be narrower, so that all fit in 1280 pixels, or with “Usual” in 1440 pixels. */
const compactWidths: Partial<Record<ColumnName, number>> = {
  floor: 168,
  kind: 120,
  utilisation: 136,
  sensors: 120,
  age: 120,
}

export type WindowSize = 'phone' | 'tablet' | 'laptop' | 'desktop'

/** Returns the columns with their widths, in the order in which a window of this size shows them. */
export function arrangeColumns(
  shown: readonly ColumnName[],
  size: WindowSize,
): readonly { name: ColumnName; width: number }[] {
  const isNarrow = size === 'phone' || size === 'tablet'
  const arranged = isNarrow ? shown.toSorted((a, b) => narrowRank(a) - narrowRank(b)) : shown
  const widths = {
    ...((size !== 'desktop' || shown.includes('usual')) && compactWidths),
    ...(size === 'phone' && phoneWidths),
  }
  return arranged.map((name) => ({ name, width: widths[name] ?? columns[name].width }))
}

function narrowRank(name: ColumnName): number {
  const index = Object.keys(phoneWidths).indexOf(name)
  return index < 0 ? columnNames.length : index
}

/**
 * Parses the columns that a URL selects, in the table's order. Returns all columns if the URL names none besides the
 * room.
 */
export function parseColumns(text: string | null): readonly SelectedColumn[] {
  const requested = new Set((text ?? '').split(','))
  const shown = columnNames.filter((name) => name === 'room' || requested.has(name))
  return shown.length === 1 ? columnNames : shown
}

/** Returns the URL parameter for the columns; null when all are shown. */
export function serializeColumns(shown: readonly SelectedColumn[]): string | null {
  return shown.length === columnNames.length ? null : shown.join(',')
}

/** Returns the table columns that the URL selects, and a function to change them. */
export function useTableColumns(): {
  selected: readonly SelectedColumn[]
  setColumns: (selected: readonly SelectedColumn[]) => void
} {
  const search = useSearchParams()
  const choose = (shown: readonly SelectedColumn[]) =>
    updateSearchParams((before) => {
      const next = new URLSearchParams(before)
      const text = serializeColumns(shown)
      if (text === null) next.delete('columns')
      else next.set('columns', text)
      return next
    })
  return {
    selected: parseColumns(search.get('columns')),
    setColumns: choose,
  }
}
