import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { formatTimeZone } from '#src/format/dates.ts'
import { formatIsoPeriod } from '#src/format/export-heading.ts'
import { formatIsoDate, formatIsoTime } from '#src/format/iso-time.ts'
import { describeMissingParts } from '#src/format/missing-parts.ts'
import { roomExportHeading, timeRangeDetails } from '#src/format/room-export.ts'
import type { Cell, TableExport } from '#src/lib/csv.ts'
import * as exportText from '#messages/export.ts'
import * as panel from '#messages/breakdown.tsx'
import * as text from '#messages/breakdown-export.ts'
import * as roomText from '#messages/room-breakdown.tsx'
import type { ResolvedLocation } from './explain-target.ts'
import type { LocationBreakdown, RoomTerm } from './location-breakdown.ts'
import { readingWindowMs } from './reading-window.ts'
import type { RoomBreakdown, SensorTerm, ZeroRule } from './room-breakdown.ts'
import { describeOccupancyRule, describeZeroRule } from './rule-descriptions.tsx'
import { describeSensorStatus } from './sensor-status.ts'

type Details = (readonly [label: string, value: Cell])[]

/** `at` is when the response arrived, in Unix milliseconds. */
type Source = { at: number; zone: TimeZone; freshness: Freshness; topology: Topology | undefined }

/** Returns the sensors of a room and what each adds to its occupancy as a table to export. */
export function toRoomExport(
  room: Pick<LiveRoom, 'id' | 'name' | 'floorId'>,
  { occupancy, terms, rule, zeroRule, excludedDevices }: RoomBreakdown,
  { at, zone, freshness, topology }: Source,
): TableExport {
  const period = { from: at - readingWindowMs, to: at }
  const isKnown = occupancy.kind !== 'none'
  const ruleText = describeOccupancyRule(rule)
  const details: Details = [
    ...timeRangeDetails(period, zone),
    [panel.freshnessLabel, panel.freshnessLabels[freshness]],
    [text.people, isKnown ? occupancy.people : null],
    [
      text.valueIs,
      describeValue(rule.kind === 'last-known', isKnown && occupancy.atLeast, isKnown),
    ],
    [text.rule, typeof ruleText === 'string' ? ruleText : text.lastKnownRule],
    ...(rule.kind === 'last-known'
      ? [[text.lastCountAt, formatIsoTime(rule.seenAt, zone)] as const]
      : []),
    ...(zeroRule === null ? [] : [[text.zeros, describeZeroRule(zeroRule)] as const]),
  ]
  return {
    ...roomExportHeading(room, topology, [text.title, formatIsoPeriod(period, zone)], details),
    rows: [
      text.sensorColumns,
      ...terms.map((term) => toSensorCells(term, zeroRule, zone)),
      ...excludedDevices.map(({ name, why }) => [
        name || roomText.unnamedDevice,
        null,
        null,
        text.notCounted(roomText.exclusionReasons[why]),
        ...Array.from({ length: 6 }, () => null),
      ]),
    ],
  }
}

function toSensorCells(
  { name, address, people, health, notes }: SensorTerm,
  zeroRule: ZeroRule | null,
  zone: TimeZone,
): Cell[] {
  const time = (at: number | null) => (at === null ? null : formatIsoTime(at, zone))
  const lastKnown = notes.find((note) => note.kind === 'last-known')
  const battery = notes.find((note) => note.kind === 'battery')
  const hive = notes.find((note) => note.kind === 'hive-offline')
  return [
    name,
    address,
    people,
    describeSensorStatus(health, zeroRule, timedStatuses),
    'at' in health ? time(health.at) : null,
    'since' in health ? time(health.since) : null,
    lastKnown?.people ?? null,
    lastKnown ? time(lastKnown.seenAt) : null,
    battery ? formatIsoDate(battery.dueAt, zone) : null,
    hive?.name ?? null,
  ]
}

/** The status in a file, whose times have their own columns. */
const timedStatuses = {
  reporting: () => roomText.sensorReporting,
  offline: () => text.offline,
  silent: () => text.silent,
}

/** Returns whether a value is exact, a minimum or the last known one; null if it is unknown. */
function describeValue(isLastKnown: boolean, isMinimum: boolean, isKnown: boolean): string | null {
  if (!isKnown) return null
  if (isLastKnown) return text.lastKnown
  return isMinimum ? text.atLeast : text.exact
}

/**
 * Returns the locations and rooms of a total, and what each adds to it, as a table to export. Contains all rooms,
 * including those that the panel only counts.
 */
export function toLocationExport(
  { name, zone: ownZone, target }: ResolvedLocation,
  { totals, locations, allRooms, excludedDevices }: LocationBreakdown,
  { at, zone, freshness, topology }: Source,
): TableExport {
  const period = { from: at - readingWindowMs, to: at }
  const { test, uninstalled, traffic } = excludedDevices
  const whole = target.kind === 'all' ? topology : undefined
  const hidden = whole?.hiddenRoomIds.length ?? 0
  const missing = whole?.missing ?? []
  const details: Details = [
    [exportText.location, name],
    [exportText.range, timeRangeDetails(period, zone)[0]?.[1] ?? null],
    [exportText.timeZone, ownZone === null ? panel.severalZones : formatTimeZone(zone, at)],
    [panel.freshnessLabel, panel.freshnessLabels[freshness]],
    [text.people, totals.people],
    [text.valueIs, describeValue(false, totals.atLeast, true)],
    [text.rule, panel.totalRule(totals)],
  ]
  if (test + uninstalled + traffic > 0) {
    details.push([text.notes, panel.devicesNotCounted(excludedDevices)])
  }
  if (hidden > 0) details.push([text.notes, panel.hiddenRooms(hidden)])
  if (missing.length > 0) {
    details.push([text.notes, panel.missingFromButlr(describeMissingParts(missing))])
  }
  return {
    title: exportText.exportTitle([name], [text.title, formatIsoPeriod(period, zone)]),
    details,
    rows: [
      text.locationColumns,
      ...locations.map(({ subject, name: child, totals: sum }) => [
        child,
        subject.kind === 'all' ? null : exportText.roomColumns[subject.kind],
        subject.kind === 'all' ? null : subject.id,
        sum.people,
        describeValue(false, sum.atLeast, true),
        sum.rooms,
        sum.inUse,
        sum.incompleteRooms,
        ...Array.from({ length: 4 }, () => null),
      ]),
      ...allRooms.map((term) => toRoomCells(term, zone)),
    ],
  }
}

function toRoomCells(term: RoomTerm, zone: TimeZone): Cell[] {
  const { id, name, people, missingSensors, exclusion } = term
  const seenAt = lastSeenAt(exclusion)
  return [
    name,
    exportText.roomColumns.room,
    id,
    exclusion === null ? people : null,
    exclusion === null ? describeValue(false, missingSensors > 0, true) : panel.notIncluded,
    null,
    null,
    null,
    missingSensors,
    exclusion === null ? null : text.exclusions[exclusion.kind],
    exclusion?.kind === 'last-known' ? exclusion.people : null,
    seenAt === null ? null : formatIsoTime(seenAt, zone),
  ]
}

function lastSeenAt(exclusion: RoomTerm['exclusion']): number | null {
  if (exclusion?.kind === 'last-known') return exclusion.seenAt
  return exclusion?.kind === 'no-data' ? exclusion.lastSeenAt : null
}
