import { nameOrId } from '#src/contract/butlr-values.ts'
import type { Overrides } from '#src/contract/overrides.ts'
import { settingKey, type SettingChange, type SettingsResponse } from '#src/contract/settings.ts'
import { isSmallCapacity } from '#src/domain/history/minutes.ts'
import { sortByName } from '#src/domain/topology/sort-by-name.ts'
import type { Room, Topology } from '#src/domain/topology/topology.ts'

/** The fields of a room that managers edit, apart from `hidden`. */
const roomFields = ['name', 'kind', 'capacity', 'busyFrom', 'maximumSensorCount'] as const
export type RoomField = (typeof roomFields)[number]

/**
 * The source of a value. `all-rooms`: the room has no value of its own. `settings`: a manager set the value; `by` is null
 * if the account is hidden.
 */
export type ValueSource =
  | { kind: 'butlr' | 'none' | 'default' | 'all-rooms' | 'file' }
  | { kind: 'settings'; by: string | null; at: number }

/**
 * Changes settings: all values or none. Resolves with an error message; null after success.
 *
 * @param message confirms the change; shown beside a button that undoes it
 */
export type SaveSettings = (
  changes: readonly SettingChange[],
  message: string,
) => Promise<string | null>

type RoomValue<TValue> = {
  /** The value in effect; null if unknown. */
  value: TValue | null
  /** Butlr's value; null if it has none. */
  butlr: TValue | null
  /** The value that managers set; undefined if none. */
  stored: TValue | null | undefined
  source: ValueSource
}

/** The values of a room, and where each comes from. */
export type RoomSettings = {
  id: string
  floorId: string
  name: RoomValue<string>
  kind: RoomValue<string>
  capacity: RoomValue<number>
  /** Share of capacity; null if the value of all rooms applies. */
  busyFrom: RoomValue<number>
  /** Largest plausible count of one sensor; null if the value of all rooms applies. */
  maximumSensorCount: RoomValue<number>
  isHidden: boolean
  /** Whether the settings file decides whether the room is hidden. */
  isHiddenByFile: boolean
}

type Sources = Pick<SettingsResponse, 'values' | 'origins' | 'file'>

/** Returns the settings of the rooms of a topology without overrides, sorted by floor and name. */
export function listRoomSettings(topology: Topology, settings: Sources): RoomSettings[] {
  const rows = topology.rooms.map((room) => findRoomSettings(room, settings))
  const floors = new Map(topology.floors.map(({ id }, index) => [id, index]))
  const floorIndex = (floorId: string) => floors.get(floorId) ?? floors.size
  return sortByName(rows.map((row) => ({ id: row.id, name: row.name.value, row })))
    .map(({ row }) => row)
    .toSorted((one, other) => floorIndex(one.floorId) - floorIndex(other.floorId))
}

/**
 * Returns the values of a room, and where each comes from.
 *
 * @param room the room without overrides
 */
export function findRoomSettings(
  room: Pick<Room, 'id' | 'name' | 'kind' | 'capacity' | 'floorId'>,
  settings: Sources,
): RoomSettings {
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
    source: findSource(field) ?? { kind: butlr === null ? missingSources[field] : 'butlr' },
  })
  const butlrName = nameOrId(room.name, room.id)
  return {
    id: room.id,
    floorId: room.floorId,
    name: toValue('name', butlrName, stored.name, locked.name),
    kind: toValue('kind', room.kind, stored.kind, locked.kind),
    capacity: toValue('capacity', room.capacity, stored.capacity, locked.capacity),
    busyFrom: toValue('busyFrom', null, stored.busyFrom, locked.busyFrom),
    maximumSensorCount: toValue(
      'maximumSensorCount',
      null,
      stored.maximumSensorCount,
      locked.maximumSensorCount,
    ),
    isHidden: (locked.hidden ?? stored.hidden) === true,
    isHiddenByFile: locked.hidden !== undefined,
  }
}

/** The source of a value that neither Butlr nor an override of the room sets. */
const missingSources = {
  name: 'none',
  kind: 'none',
  capacity: 'none',
  busyFrom: 'all-rooms',
  maximumSensorCount: 'all-rooms',
} as const

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
  { id }: Pick<RoomSettings, 'id'>,
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

/** Returns whether a change makes a larger room small, which deletes its minutes from the history. */
export function makesRoomSmall({ section, field, before, after }: SettingChange): boolean {
  const isSmall = (value: unknown) => typeof value === 'number' && isSmallCapacity(value)
  return section === 'rooms' && field === 'capacity' && isSmall(after) && !isSmall(before)
}

/** Returns the change that hides a room or shows it again. */
export function hiddenChange(row: RoomSettings): SettingChange {
  return row.isHidden
    ? roomChange(row, 'hidden', true, undefined)
    : roomChange(row, 'hidden', undefined, true)
}

/** Returns the changes that remove the values that managers set, unless the settings file sets them too. */
export function resetChanges(row: RoomSettings): SettingChange[] {
  return roomFields.flatMap((field) => {
    const { stored, source } = row[field]
    return stored === undefined || source.kind === 'file'
      ? []
      : [roomChange(row, field, stored, undefined)]
  })
}
