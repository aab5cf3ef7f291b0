import { nameOrId } from '#src/contract/butlr-values.ts'
import type { Overrides } from '#src/contract/overrides.ts'
import { settingKey, type SettingChange, type SettingsResponse } from '#src/contract/settings.ts'
import { sortByName } from '#src/domain/topology/sort-by-name.ts'
import type { Room, Topology } from '#src/domain/topology/topology.ts'

export type RoomField = 'name' | 'kind' | 'capacity'

/** Where a value comes from. `settings`: who set it and when; `by` is null if that is hidden. */
export type ValueSource =
  | { kind: 'butlr' | 'none' | 'default' | 'file' }
  | { kind: 'settings'; by: string | null; at: number }

type RoomValue<TValue> = {
  /** The value in effect; null if unknown. */
  value: TValue | null
  /** Butlr's value; null if it has none. */
  butlr: TValue | null
  /** The value that managers set; undefined if none. */
  stored: TValue | null | undefined
  source: ValueSource
}

/** A room in the table of settings. */
export type RoomRow = {
  id: string
  floorId: string
  name: RoomValue<string>
  kind: RoomValue<string>
  capacity: RoomValue<number>
  isHidden: boolean
  /** Whether the settings file decides whether the room is hidden. */
  isHiddenByFile: boolean
}

type Sources = Pick<SettingsResponse, 'values' | 'origins' | 'file'>

/** Returns the rooms of a topology without overrides, sorted by floor and name. */
export function toRoomRows(topology: Topology, settings: Sources): RoomRow[] {
  const rows = topology.rooms.map((room) => toRoomRow(room, settings))
  const floors = new Map(topology.floors.map(({ id }, index) => [id, index]))
  const floorIndex = (floorId: string) => floors.get(floorId) ?? floors.size
  return sortByName(rows.map((row) => ({ id: row.id, name: row.name.value, row })))
    .map(({ row }) => row)
    .toSorted((one, other) => floorIndex(one.floorId) - floorIndex(other.floorId))
}

export function toRoomRow(
  room: Pick<Room, 'id' | 'name' | 'kind' | 'capacity' | 'floorId'>,
  settings: Sources,
): RoomRow {
  const { values, file } = settings
  const stored = values.rooms?.[room.id] ?? {}
  const locked = file?.rooms?.[room.id] ?? {}
  const findSource = (field: RoomField) => settingSource(settings, 'rooms', room.id, field)
  const toValue = <TValue>(
    field: RoomField,
    butlr: TValue | null,
    own: TValue | null | undefined,
    fileValue: TValue | null | undefined,
  ): RoomValue<TValue> => ({
    value: fileValue === undefined ? (own === undefined ? butlr : own) : fileValue,
    butlr,
    stored: own,
    source: findSource(field) ?? { kind: butlr === null ? 'none' : 'butlr' },
  })
  const butlrName = nameOrId(room.name, room.id)
  return {
    id: room.id,
    floorId: room.floorId,
    name: toValue('name', butlrName, stored.name, locked.name),
    kind: toValue('kind', room.kind, stored.kind, locked.kind),
    capacity: toValue('capacity', room.capacity, stored.capacity, locked.capacity),
    isHidden: (locked.hidden ?? stored.hidden) === true,
    isHiddenByFile: locked.hidden !== undefined,
  }
}

/** Returns the source of a value that settings or the file set; null if neither does. */
export function settingSource(
  { values, origins, file }: Sources,
  section: 'rooms' | 'sites',
  id: string,
  field: string,
): ValueSource | null {
  const has = (overrides: Overrides | null) =>
    Object.hasOwn(overrides?.[section]?.[id] ?? {}, field)
  if (has(file)) return { kind: 'file' }
  if (!has(values)) return null
  return { kind: 'settings', ...(origins[settingKey({ section, id, field })] ?? unknownOrigin) }
}

export const unknownOrigin = { by: null, at: 0 }

/** Returns the change of a room's value; `after` undefined removes the value. */
export function roomChange(
  { id }: Pick<RoomRow, 'id'>,
  field: RoomField | 'hidden',
  before: unknown,
  after: unknown,
): SettingChange {
  return {
    section: 'rooms',
    id,
    field,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  }
}

/** Returns the changes that remove the name, kind and capacity that managers set, unless the settings file sets them too. */
export function resetChanges(row: RoomRow): SettingChange[] {
  const fields = ['name', 'kind', 'capacity'] as const
  return fields.flatMap((field) => {
    const { stored, source } = row[field]
    return stored === undefined || source.kind === 'file'
      ? []
      : [roomChange(row, field, stored, undefined)]
  })
}

export const roomFilters = ['all', 'no-capacity', 'changed', 'hidden'] as const
export type RoomFilter = (typeof roomFilters)[number]

/** Returns whether a filter includes a room. */
export function matchesFilter(row: RoomRow, filter: RoomFilter): boolean {
  if (filter === 'no-capacity') return row.capacity.value === null
  if (filter === 'hidden') return row.isHidden
  return filter === 'all' || resetChanges(row).length > 0
}
