import type { Overrides } from '#src/contract/overrides.ts'
import { settingKey, type SettingPath } from '#src/contract/settings.ts'

/** One value of the overrides. */
export type Setting = SettingPath & { value: unknown }

/** Returns each value of the overrides with its path. */
export function listSettings(overrides: Overrides): Setting[] {
  const { rightSize, sites, buildings, floors, rooms, ...general } = overrides
  const listFields = (section: SettingPath['section'], id: string | null, fields: object) =>
    Object.entries(fields).flatMap(([field, value]: [string, unknown]) =>
      value === undefined ? [] : [{ section, id, field, value }],
    )
  const listPlaces = (section: SettingPath['section'], places: Record<string, object> = {}) =>
    Object.entries(places).flatMap(([id, fields]) => listFields(section, id, fields))
  return [
    ...listFields('general', null, general),
    ...listFields('rightSize', null, rightSize ?? {}),
    ...listPlaces('sites', sites),
    ...listPlaces('buildings', buildings),
    ...listPlaces('floors', floors),
    ...listPlaces('rooms', rooms),
  ]
}

/** Returns the values of overrides by `settingKey`. */
export function settingsByKey(overrides: Overrides | null): Map<string, Setting> {
  return new Map(listSettings(overrides ?? {}).map((setting) => [settingKey(setting), setting]))
}

/** Returns the overrides that consist of the given values. The caller must validate the result. */
export function nestSettings(settings: Iterable<Setting>): unknown {
  const general = new Map<string, unknown>()
  const rightSize = new Map<string, unknown>()
  const sections = new Map<string, Map<string, Map<string, unknown>>>()
  for (const { section, id, field, value } of settings) {
    if (section === 'general' || section === 'rightSize') {
      const fields = section === 'general' ? general : rightSize
      fields.set(field, value)
      continue
    }
    const places = sections.get(section) ?? new Map<string, Map<string, unknown>>()
    sections.set(section, places)
    const fields = places.get(id ?? '') ?? new Map<string, unknown>()
    places.set(id ?? '', fields)
    fields.set(field, value)
  }
  return {
    ...Object.fromEntries(general),
    ...(rightSize.size > 0 && { rightSize: Object.fromEntries(rightSize) }),
    ...Object.fromEntries(
      [...sections].map(([section, places]) => [
        section,
        Object.fromEntries([...places].map(([id, fields]) => [id, Object.fromEntries(fields)])),
      ]),
    ),
  }
}

/** Merges settings and the overrides file. Each value of the file replaces the same value of the settings. */
export function mergeOverrides(settings: Overrides, file: Overrides | null): Overrides {
  const merged = { ...settings, ...file }
  const { rightSize, sites, buildings, floors, rooms } = settings
  if (rightSize && file?.rightSize) merged.rightSize = { ...rightSize, ...file.rightSize }
  if (sites && file?.sites) merged.sites = mergePlaces(sites, file.sites)
  if (buildings && file?.buildings) merged.buildings = mergePlaces(buildings, file.buildings)
  if (floors && file?.floors) merged.floors = mergePlaces(floors, file.floors)
  if (rooms && file?.rooms) merged.rooms = mergePlaces(rooms, file.rooms)
  return merged
}

function mergePlaces<TFields extends object>(
  settings: Record<string, TFields>,
  file: Record<string, TFields>,
): Record<string, TFields> {
  const merged = new Map(Object.entries(settings))
  for (const [id, fields] of Object.entries(file)) merged.set(id, { ...merged.get(id), ...fields })
  return Object.fromEntries(merged)
}

/** Returns whether two values of a setting are equal; undefined means that none is set. */
export function isSameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
