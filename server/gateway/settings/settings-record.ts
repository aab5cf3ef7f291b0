import { createHash, randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { FiniteNumber } from '#src/contract/butlr-values.ts'
import { Overrides } from '#src/contract/overrides.ts'
import { SettingChange, settingKey, type SettingPath } from '#src/contract/settings.ts'
import { isSmallCapacity, minuteMs, smallRoomMinutes } from '#src/domain/history/minutes.ts'
import { makesRoomSmall } from '#src/domain/settings/room-settings.ts'
import { isSameValue, nestSettings, settingsByKey } from '#src/domain/settings/settings.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { checkOverrides } from '#server/gateway/overrides/parse-overrides.ts'

/** Who set a value or made a change, and when. */
const Origin = v.strictObject({ by: v.string(), at: FiniteNumber })
export type Origin = v.InferOutput<typeof Origin>

const StoredChange = v.strictObject({
  ...Origin.entries,
  id: v.string(),
  items: v.array(SettingChange),
  /** The ID of the change that this change reverts. */
  undoes: v.exactOptional(v.string()),
})
export type StoredChange = v.InferOutput<typeof StoredChange>

/** The settings of one upstream, as stored. */
export const SettingsRecord = v.strictObject({
  version: v.literal(1),
  values: Overrides,
  /** Who set each value, by `settingKey`. */
  origins: v.record(v.string(), Origin),
  /** Oldest first. */
  changes: v.array(StoredChange),
})
export type SettingsRecord = v.InferOutput<typeof SettingsRecord>

export const emptySettings: SettingsRecord = { version: 1, values: {}, origins: {}, changes: [] }

/**
 * Returns the store key for an upstream's settings. Organisations share one record, because their IDs never collide.
 */
export function settingsKey(upstreamAddress: string): string {
  return `settings/${createHash('sha256').update(upstreamAddress).digest('base64url')}`
}

const maxChanges = 100
const maxChangesBytes = 1024 * 1024

/**
 * Returns the record with changed values. Throws `conflict` if a stored value differs from the `before` of its change,
 * `invalid_request` if a value is invalid, and `too_large` if the change is too large for the list of changes. If
 * nothing changes, returns the same record. Drops the oldest changes of the list if there are more than 100, or if
 * they take up more than 1 MB.
 */
export function changeSettings(
  record: SettingsRecord,
  changes: readonly SettingChange[],
  origin: Origin,
  undoes?: string,
): SettingsRecord {
  const values = settingsByKey(record.values)
  for (const { before, after, ...path } of changes) {
    const key = settingKey(path)
    if (!isSameValue(values.get(key)?.value, before)) throw new GatewayError('conflict')
    if (after === undefined) values.delete(key)
    else values.set(key, { ...path, value: after })
  }
  const parsed = checkOverrides(nestSettings(values.values()))
  if (!parsed.ok) {
    const { message, where } = parsed
    throw new GatewayError('invalid_request', { message, invalidField: where })
  }
  // The schema normalises values, for example the spaces around a name.
  const stored = settingsByKey(parsed.overrides)
  const items = changes
    .map(({ before, after: _after, ...path }) =>
      toChange(path, before, stored.get(settingKey(path))?.value),
    )
    .filter(({ before, after }) => !isSameValue(before, after))
  if (items.length === 0) return record
  const origins = new Map(Object.entries(record.origins))
  for (const item of items) {
    const key = settingKey(item)
    if (item.after === undefined) origins.delete(key)
    else origins.set(key, origin)
  }
  const id = randomBytes(9).toString('base64url')
  const added = { ...origin, id, items, ...(undoes !== undefined && { undoes }) }
  if (Buffer.byteLength(JSON.stringify(added)) > maxChangesBytes) {
    throw new GatewayError('too_large', {
      message: 'These are too many values for one change. Import them in several parts.',
    })
  }
  return {
    ...record,
    values: parsed.overrides,
    origins: Object.fromEntries(origins),
    changes: trimChanges([...record.changes, added]),
  }
}

/** Returns the changes that revert a change. */
export function invertChange({ items }: StoredChange): SettingChange[] {
  return items.map(({ before, after, ...path }) => toChange(path, after, before))
}

/** Returns a change of a value; undefined means that none is stored. */
export function toChange(path: SettingPath, before: unknown, after: unknown): SettingChange {
  return {
    ...path,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  }
}

/** Returns the newest changes, up to 100 and up to 1 MB. */
function trimChanges(changes: readonly StoredChange[]): StoredChange[] {
  let bytes = 0
  const firstKept = changes.findLastIndex((change) => {
    bytes += Buffer.byteLength(JSON.stringify(change))
    return bytes > maxChangesBytes
  })
  return changes.slice(Math.max(firstKept + 1, changes.length - maxChanges))
}

/** Returns a function that returns whether the record still has all values that a change set. */
export function isCurrent({ values }: SettingsRecord): (change: StoredChange) => boolean {
  const stored = settingsByKey(values)
  return ({ items }) =>
    items.every((item) => isSameValue(stored.get(settingKey(item))?.value, item.after))
}

/**
 * Returns when managers made rooms small within the last 48 hours, in Unix milliseconds by room ID. Leaves out rooms
 * that were small before, and rooms that the settings no longer make small.
 *
 * @param now Unix milliseconds
 */
export function findRoomsMadeSmall(
  { changes, values }: SettingsRecord,
  now: number,
): Map<string, number> {
  const madeSmallAt = new Map<string, number>()
  for (const { at, items } of changes) {
    if (at > now || at <= now - smallRoomMinutes * minuteMs) continue
    for (const item of items) {
      if (item.id !== null && makesRoomSmall(item)) madeSmallAt.set(item.id, at)
    }
  }
  return new Map(
    [...madeSmallAt].filter(([id]) => isSmallCapacity(values.rooms?.[id]?.capacity ?? null)),
  )
}
