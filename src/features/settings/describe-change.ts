import type { Overrides } from '#src/contract/overrides.ts'
import type { SettingChange, SettingPath } from '#src/contract/settings.ts'
import { rightSizeRule } from '#src/domain/insights/right-size.ts'
import { defaultBusyThreshold } from '#src/domain/occupancy/room-occupancy.ts'
import { makesRoomSmall } from '#src/domain/settings/room-settings.ts'
import { usedFromMinutes } from '#src/domain/settings/site-opening.ts'
import type { Room, Topology } from '#src/domain/topology/topology.ts'
import { formatNumber } from '#src/format/numbers.ts'
import * as text from '#messages/settings.ts'
import { describeOpening } from './opening-draft.ts'
import { formatClosedRange } from './closed-days-field.tsx'
import * as v from 'valibot'
import { ClosedDays, OpeningSchedule } from '#src/contract/opening-times.ts'

/** Describes changes of settings. */
export type ChangeDescriber = {
  /** Returns the name of the room or place that a change applies to, or `All sites`. */
  describePlace: (change: SettingChange) => string
  /** Returns a change as text, such as `Capacity 4 → 6`. */
  describe: (change: SettingChange) => string
  /** Returns whether a change gives a room a capacity of one or two, so that the history deletes its minutes. */
  makesSmall: (change: SettingChange) => boolean
}

/**
 * Returns functions that describe changes. A change that replaces Butlr's value or a default shows that value.
 *
 * @param topology without overrides
 * @param overrides the settings and the settings file
 */
export function createChangeDescriber(topology: Topology, overrides: Overrides): ChangeDescriber {
  const names = namePlaces(topology, overrides)
  const rooms = new Map(topology.rooms.map((room) => [room.id, room]))
  const findBefore = ({ before, ...path }: SettingChange) =>
    before === undefined ? findUnsetValue(path, rooms) : before
  return {
    describePlace: ({ id }) => (id === null ? text.allSites : (names.get(id) ?? id)),
    describe(change) {
      const { field, after } = change
      const before = after === undefined ? change.before : findBefore(change)
      const format = (value: unknown) => (value === undefined ? null : formatValue(field, value))
      return text.valueChanged(text.fieldLabels[field] ?? field, format(before), format(after))
    },
    makesSmall: (change) => makesRoomSmall({ ...change, before: findBefore(change) }),
  }
}

/** Returns the names of places by ID, as the overrides set them. */
function namePlaces(topology: Topology, overrides: Overrides): ReadonlyMap<string, string> {
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

/** Returns the value that applies without a setting; undefined if it is unknown or cannot be shown. */
function findUnsetValue(
  { section, id, field }: SettingPath,
  rooms: ReadonlyMap<string, Room>,
): string | number | undefined {
  if (section === 'rooms') {
    const { name, kind, capacity } = rooms.get(id ?? '') ?? {}
    const values: Partial<Record<string, string | number | null>> = { name, kind, capacity }
    return values[field] ?? undefined
  }
  const { seatsShare, servedShare, overCapacityShare } = rightSizeRule(null)
  const defaults: Partial<Record<string, number>> = {
    busyFrom: defaultBusyThreshold,
    usedFromMinutes: usedFromMinutes(null),
    seats: seatsShare,
    served: servedShare,
    over: overCapacityShare,
  }
  return defaults[field]
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
