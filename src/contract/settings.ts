import * as v from 'valibot'
import { FiniteNumber } from './butlr-values.ts'
import { StoredName } from './names.ts'
import { NameOverride, Overrides, RightSize, RoomOverride, SiteOverride } from './overrides.ts'

/** Parts of the overrides; `general` is the top level. The sections from `sites` on contain values by place ID. */
const settingSections = ['general', 'rightSize', 'sites', 'buildings', 'floors', 'rooms'] as const

/** Identifies one value, such as the capacity of a room. `id` is null for `general` and `rightSize`. */
const settingPath = {
  section: v.picklist(settingSections),
  id: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
  field: v.pipe(v.string(), v.minLength(1), v.maxLength(50)),
}
const SettingPath = v.strictObject(settingPath)
export type SettingPath = v.InferOutput<typeof SettingPath>

/** The names of the values in each section. A section such as `rooms` is not a value of the top level. */
const fields: Record<SettingPath['section'], ReadonlySet<string>> = {
  general: new Set(
    Object.keys(Overrides.entries).filter((key) => !settingSections.some((one) => one === key)),
  ),
  rightSize: new Set(Object.keys(RightSize.entries)),
  sites: new Set(Object.keys(SiteOverride.entries)),
  buildings: new Set(Object.keys(NameOverride.entries)),
  floors: new Set(Object.keys(NameOverride.entries)),
  rooms: new Set(Object.keys(RoomOverride.entries)),
}

/** Returns whether the overrides format defines a value at a path. */
function isSettingPath(path: SettingPath): boolean {
  return fields[path.section].has(path.field) && isGeneralSetting(path) === (path.id === null)
}

/** Returns whether a value applies to all sites. */
export function isGeneralSetting({ section }: Pick<SettingPath, 'section'>): boolean {
  return section === 'general' || section === 'rightSize'
}

/** Returns the key of a value, such as `rooms/room_1/capacity`. */
export function settingKey({ section, id, field }: SettingPath): string {
  return `${section}/${id ?? ''}/${field}`
}

/**
 * A change of one value, whose path must exist in the format of the overrides. The change fails if the stored value
 * differs from `before`. An absent value means that Headroom stores none.
 */
export const SettingChange = v.pipe(
  v.strictObject({
    ...settingPath,
    before: v.exactOptional(v.unknown()),
    after: v.exactOptional(v.unknown()),
  }),
  v.check((change) => isSettingPath(change)),
)
export type SettingChange = v.InferOutput<typeof SettingChange>

/** Maximum number of values in one change. */
export const maxChangedValues = 10_000
/** Maximum number of values in a change that `SettingsResponse` lists. */
export const maxListedValues = 20

/** The body of `PATCH /api/settings`, with at most one change of each value: either all values change, or none. */
export const SettingsUpdate = v.strictObject({
  changes: v.pipe(
    v.array(SettingChange),
    v.minLength(1),
    v.maxLength(maxChangedValues),
    v.check((changes) => new Set(changes.map(settingKey)).size === changes.length),
  ),
})

/** The body of `POST /api/settings/undo`. */
export const UndoRequest = v.strictObject({ change: v.string() })

/** The body of `POST /api/settings/import`: the text of an overrides file. */
export const ImportSettingsRequest = v.strictObject({ text: v.string() })

/**
 * The response of `POST /api/settings/import`, which saves nothing: the changes that the file would make. `locked` and
 * `unknown` count values that the overrides file sets, and values of places that the account does not see.
 */
export const ImportSettingsResponse = v.object({
  changes: v.array(SettingChange),
  unchanged: v.number(),
  locked: v.number(),
  unknown: v.number(),
})
export type ImportSettingsResponse = v.InferOutput<typeof ImportSettingsResponse>

/** Who set a value or made a change, and when. */
const origin = {
  /** The name of the account; null if the reader may not see it. */
  by: v.nullable(StoredName),
  /** Unix milliseconds. */
  at: FiniteNumber,
}

/** A change that someone made, with the values that the reader may see. */
export const RecentChange = v.object({
  id: v.string(),
  ...origin,
  /** At most `maxListedValues`. */
  items: v.array(SettingChange),
  /** The number of further values. */
  more: v.number(),
  /** Whether this reverts another change. */
  isUndo: v.boolean(),
  /** Whether all values are still as this change set them and the reader may change them. */
  mayUndo: v.boolean(),
})
export type RecentChange = v.InferOutput<typeof RecentChange>

/** The response of `GET /api/settings`, and of all changes: the settings of the places that the account sees. */
export const SettingsResponse = v.object({
  /** Why the account may not change settings, as a sentence; null if it may. */
  refusal: v.nullable(v.string()),
  /** Why it may not change the values that apply to all sites; null if it may. */
  generalRefusal: v.nullable(v.string()),
  /** Whether the store is available. If not, the settings are the last known ones. */
  isStoreAvailable: v.boolean(),
  /** The values that managers set. */
  values: Overrides,
  /** Who set each value, by `settingKey`. */
  origins: v.record(v.string(), v.object(origin)),
  /** The values of the overrides file, which take precedence; null if there is no file. */
  file: v.nullable(Overrides),
  /** Newest first. */
  changes: v.array(RecentChange),
})
export type SettingsResponse = v.InferOutput<typeof SettingsResponse>
