import type { SettingChange } from '#src/contract/settings.ts'
import type { Overrides } from '#src/contract/overrides.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { formatNumber } from '#src/format/numbers.ts'
import * as text from '#messages/settings.ts'
import { describeOpening } from './opening-draft.ts'
import { formatClosedRange } from './closed-days-field.tsx'
import * as v from 'valibot'
import { ClosedDays, OpeningSchedule } from '#src/contract/opening-times.ts'

/** The names of places by ID. */
export type PlaceNames = ReadonlyMap<string, string>

/** Returns the names of the rooms and places of a topology without overrides, with the names that overrides set. */
export function namePlaces(topology: Topology, overrides: Overrides): PlaceNames {
  const name = (
    places: readonly { id: string; name: string }[],
    names: Record<string, { name?: string | undefined }> | undefined,
  ) => places.map((place) => [place.id, names?.[place.id]?.name ?? place.name] as const)
  return new Map([
    ...name(topology.sites, overrides.sites),
    ...name(topology.buildings, overrides.buildings),
    ...name(topology.floors, overrides.floors),
    ...name(topology.rooms, overrides.rooms),
  ])
}

/** Returns the name of the room or place that a change applies to, or `All sites`. */
export function describePlaceOfChange({ id }: SettingChange, names: PlaceNames): string {
  return id === null ? text.allSites : (names.get(id) ?? id)
}

/** Returns a change in words, such as `Capacity 4 → 6`. */
export function describeChange({ field, before, after }: SettingChange): string {
  const label = text.fieldLabels[field] ?? field
  const format = (value: unknown) => (value === undefined ? null : formatValue(field, value))
  return text.valueChanged(label, format(before), format(after))
}

const shareFields = ['busyFrom', 'seats', 'served', 'over']

function formatValue(field: string, value: unknown): string {
  if (value === null) return text.unknownCapacity
  if (typeof value === 'boolean') return value ? text.yes : text.no
  if (typeof value === 'number')
    return shareFields.includes(field) ? text.share(value) : formatNumber(value)
  if (typeof value === 'string') return value
  if (field === 'closedDays' && v.is(ClosedDays, value)) {
    return value.map(formatClosedRange).join('; ') || text.noClosedDays
  }
  if (v.is(OpeningSchedule, value)) return describeOpening({ openingHours: value })
  return JSON.stringify(value)
}
