import type { Overrides } from '#src/contract/overrides.ts'
import {
  isGeneralSetting,
  maxListedValues,
  settingKey,
  type ImportSettingsResponse,
  type RecentChange,
  type SettingChange,
  type SettingPath,
  type SettingsResponse,
} from '#src/contract/settings.ts'
import { isSameValue, listSettings, settingsByKey } from '#src/domain/settings/settings.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { filterOverrides } from '#server/gateway/overrides/overrides-routes.ts'
import type { SettingsPerson } from './settings-access.ts'
import {
  changeSettings,
  invertChange,
  isCurrent,
  toChange,
  type SettingsRecord,
} from './settings-record.ts'

/** Who makes a change, and when in Unix milliseconds. */
type ChangeContext = { person: SettingsPerson; file: Overrides | null; at: number }

/**
 * Returns the record with the changes of a person. Throws `not_allowed` if they may not change settings, or if the
 * operator's file sets a value, `not_found` if they do not see a place, and the errors of `changeSettings`.
 */
export function applyChanges(
  record: SettingsRecord,
  changes: readonly SettingChange[],
  { person, file, at }: ChangeContext,
  undoes?: string,
): SettingsRecord {
  const locked = settingsByKey(file)
  for (const change of changes) {
    requireChangeable(person, change)
    if (locked.has(settingKey(change))) throw lockedError()
  }
  return changeSettings(record, changes, { by: person.account, at }, undoes)
}

/**
 * Returns the record with a change reverted. Throws `not_found` if the list lacks it, and the errors of `applyChanges`.
 */
export function undoChange(
  record: SettingsRecord,
  id: string,
  context: ChangeContext,
): SettingsRecord {
  const change = record.changes.find((one) => one.id === id)
  if (!change?.items.some(context.person.sees)) {
    throw new GatewayError('not_found', {
      message: 'This change is no longer in the list, so it can’t be undone.',
    })
  }
  return applyChanges(record, invertChange(change), context, id)
}

function requireChangeable(person: SettingsPerson, path: SettingPath): void {
  if (person.refusal !== null) throw person.refusal
  if (isGeneralSetting(path)) {
    if (person.generalRefusal !== null) throw person.generalRefusal
  } else if (!person.sees(path)) {
    throw new GatewayError('not_found', {
      message: 'This room or place doesn’t exist, or your Butlr account can’t see it.',
    })
  }
}

function lockedError(): GatewayError {
  return new GatewayError('not_allowed', {
    message: 'The settings file sets this value, so only your administrator can change it.',
  })
}

/** Returns the changes that an import would make, and counts the values that it cannot change. */
export function findImportChanges(
  record: SettingsRecord,
  imported: Overrides,
  { person, file }: Omit<ChangeContext, 'at'>,
): ImportSettingsResponse {
  const stored = settingsByKey(record.values)
  const locked = settingsByKey(file)
  const result: ImportSettingsResponse = { changes: [], unchanged: 0, locked: 0, unknown: 0 }
  for (const { value, ...path } of listSettings(imported)) {
    const key = settingKey(path)
    const before = stored.get(key)?.value
    if (!person.sees(path)) result.unknown += 1
    else if (isSameValue(locked.get(key)?.value ?? before, value)) result.unchanged += 1
    else if (locked.has(key)) result.locked += 1
    else result.changes.push(toChange(path, before, value))
  }
  return result
}

/** Returns the settings that a person may see. */
export function toSettingsResponse(
  record: SettingsRecord,
  file: Overrides | null,
  person: SettingsPerson,
  isStoreAvailable: boolean,
): SettingsResponse {
  const values = filterOverrides(record.values, person.ids)
  const origins = listSettings(values).flatMap((path) => {
    const key = settingKey(path)
    const origin = record.origins[key]
    return origin ? [[key, { ...origin, by: person.sees(path) ? origin.by : null }] as const] : []
  })
  return {
    refusal: person.refusal?.message ?? null,
    generalRefusal: person.generalRefusal?.message ?? null,
    isStoreAvailable,
    values,
    origins: Object.fromEntries(origins),
    file: file && filterOverrides(file, person.ids),
    changes: listChanges(record, file, person),
  }
}

function listChanges(
  record: SettingsRecord,
  file: Overrides | null,
  person: SettingsPerson,
): RecentChange[] {
  const stillApplies = isCurrent(record)
  const locked = settingsByKey(file)
  return record.changes.toReversed().flatMap((change) => {
    const items = change.items.filter(person.sees)
    if (items.length === 0) return []
    const isOpen = (item: SettingChange) => !locked.has(settingKey(item))
    return [
      {
        id: change.id,
        by: change.by,
        at: change.at,
        items: items.slice(0, maxListedValues),
        more: Math.max(0, items.length - maxListedValues),
        isUndo: change.undoes !== undefined,
        mayUndo:
          person.refusal === null &&
          items.length === change.items.length &&
          change.items.every(isOpen) &&
          stillApplies(change),
      },
    ]
  })
}
