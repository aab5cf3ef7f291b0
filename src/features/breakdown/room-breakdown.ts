import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { assessSensorHealth, type SensorHealth } from '#src/domain/occupancy/sensor-health.ts'
import { daysToBatteryChange } from '#src/domain/occupancy/battery.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import {
  isNamedAfterMac,
  sensorLabels,
  shortenMac,
  type SensorLabel,
} from '#src/format/sensor-labels.ts'
import {
  type DisplayedOccupancy,
  toDisplayedOccupancy,
} from '#src/domain/live-rooms/displayed-rooms.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import type { SensorContribution } from '#src/domain/occupancy/room-occupancy.ts'
import type { Device, SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { omitsZeros } from '#src/domain/occupancy/room-occupancy.ts'
import { allReadings } from '#src/domain/readings/readings.ts'
import type { Snapshot } from '#src/domain/readings/readings.ts'

/** A fact that may explain the count of a sensor. Times are in Unix milliseconds; null if unknown. */
export type SensorNote =
  | { kind: 'battery'; dueAt: number; overdue: boolean }
  | { kind: 'hive-offline'; name: string; since: number | null }
  | { kind: 'last-known'; people: number; seenAt: number }

/** One term of a room's sum. `people` is null if the sensor's count is unknown. */
export type SensorTerm = SensorLabel & {
  people: number | null
  health: SensorHealth
  notes: readonly SensorNote[]
}

/** A device in the room that does not count towards its occupancy, and why. */
type ExcludedDevice = {
  key: string
  name: string
  why: 'test' | 'no-address' | 'uninstalled' | 'traffic' | 'no-mode'
}

/**
 * Returns the terms of a room's sum, one per sensor, ordered by address.
 *
 * @param occupancy the displayed occupancy; if it is `none`, last known counts are not used either
 * @param pollFreshness freshness of the poll; counts of an expired poll are unknown
 * @param at when the response arrived, in Unix milliseconds
 * @param zone time zone of the building
 */
function getSensorTerms(
  room: LiveRoom,
  occupancy: DisplayedOccupancy,
  directory: SensorDirectory | undefined,
  pollFreshness: Freshness,
  at: number,
  zone: TimeZone,
): SensorTerm[] {
  const contributions = new Map(room.occupancy.contributions.map((one) => [one.mac, one]))
  const devices = new Map((directory?.byRoom[room.id] ?? []).map((one) => [one.mac, one]))
  const usesLastKnown = room.occupancy.kind === 'last-known' && occupancy.kind !== 'none'
  return sensorLabels([...contributions.keys()], room.id, directory).flatMap((label) => {
    const contribution = contributions.get(label.mac)
    if (!contribution) return []
    const device = devices.get(label.mac)
    return [
      {
        ...label,
        people: pollFreshness === 'no-data' ? null : getPeople(contribution, usesLastKnown),
        health: assessSensorHealth(contribution, device, pollFreshness, at),
        notes: getSensorNotes(contribution, device, directory, usesLastKnown, at, zone),
      },
    ]
  })
}

function getPeople(contribution: SensorContribution, usesLastKnown: boolean): number | null {
  switch (contribution.kind) {
    case 'counted':
      return contribution.people
    case 'quiet':
      return 0
    case 'missing':
      return usesLastKnown ? (contribution.lastKnown?.people ?? null) : null
  }
}

function getSensorNotes(
  contribution: SensorContribution,
  device: Device | undefined,
  directory: SensorDirectory | undefined,
  usesLastKnown: boolean,
  at: number,
  zone: TimeZone,
): SensorNote[] {
  const notes: SensorNote[] = []
  if (contribution.kind === 'missing') {
    const hive = directory?.hives.find((one) => device !== undefined && reportsThrough(device, one))
    if (hive?.online === false) {
      notes.push({ kind: 'hive-offline', name: hive.name, since: hive.lastHeartbeatAt })
    }
    if (contribution.lastKnown !== null && !usesLastKnown) {
      notes.push({ kind: 'last-known', ...contribution.lastKnown })
    }
  }
  const dueAt = device?.batteryDueAt ?? null
  const daysLeft = dueAt === null ? null : daysToBatteryChange(dueAt, at, zone)
  if (dueAt !== null && daysLeft !== null) {
    notes.push({ kind: 'battery', dueAt, overdue: daysLeft < 0 })
  }
  return notes
}

function reportsThrough(device: Device, hive: SensorDirectory['hives'][number]): boolean {
  return (
    device.hiveId === hive.id || (device.hiveSerial !== null && device.hiveSerial === hive.serial)
  )
}

/**
 * Returns the devices of a room that its sum leaves out. A sensor that reports always counts, even if
 * the topology does not list it as a presence sensor.
 */
function getExcludedDevices(
  room: LiveRoom,
  directory: SensorDirectory | undefined,
): ExcludedDevice[] {
  const counted = new Set(room.occupancy.contributions.map(({ mac }) => mac))
  return (directory?.devices ?? []).flatMap((device, index) => {
    if (device.roomId !== room.id || counted.has(device.mac)) return []
    const why = getExclusionReason(device)
    const { mac, name } = device
    return why === null
      ? []
      : [{ key: `${index}`, name: isNamedAfterMac(name, mac) ? shortenMac(mac) : name, why }]
  })
}

function getExclusionReason({ mac, mode, hidden }: Device): ExcludedDevice['why'] | null {
  if (mac === '') return 'no-address'
  if (hidden !== null) return hidden
  if (mode === 'traffic') return 'traffic'
  return mode === null ? 'no-mode' : null
}

/** The rule that determines a room's occupancy, or why the occupancy is unknown. Times are in Unix milliseconds. */
export type OccupancyRule =
  | { kind: 'no-sensors' }
  | { kind: 'sum'; sensors: number }
  | { kind: 'at-least'; missing: number; of: number }
  | { kind: 'at-least-nobody'; missing: number; of: number }
  | { kind: 'last-known'; seenAt: number }
  | { kind: 'nothing-known'; of: number }
  | { kind: 'expired'; at: number }

/** Why a quiet sensor adds 0: the API omits zeros, or the whole room is silent while its sensors are online. */
export type ZeroRule = 'withheld' | 'room-silent'

/** How a room's occupancy is calculated. The terms add up to the occupancy if there is one. */
export type RoomBreakdown = {
  occupancy: DisplayedOccupancy
  terms: readonly SensorTerm[]
  excludedDevices: readonly ExcludedDevice[]
  rule: OccupancyRule
  /** Null if no sensor counts as quiet. */
  zeroRule: ZeroRule | null
}

/**
 * Explains a room's occupancy by the rules that computed it: the sum of each sensor's `last` (docs/butlr-api.md).
 *
 * @param ownFreshness freshness of the room's own occupancy, see roomFreshness
 * @param pollFreshness freshness of the poll
 * @param zone time zone of the building
 */
export function breakDownRoom(
  room: LiveRoom,
  snapshot: Snapshot,
  directory: SensorDirectory | undefined,
  ownFreshness: Freshness,
  pollFreshness: Freshness,
  zone: TimeZone,
): RoomBreakdown {
  const view = toDisplayedOccupancy(room, ownFreshness, snapshot.at)
  const isQuiet = room.occupancy.contributions.some(({ kind }) => kind === 'quiet')
  return {
    occupancy: view,
    terms: getSensorTerms(room, view, directory, pollFreshness, snapshot.at, zone),
    excludedDevices: getExcludedDevices(room, directory),
    rule: getOccupancyRule(room, view, pollFreshness, snapshot.at),
    zeroRule: isQuiet && pollFreshness !== 'no-data' ? getZeroRule(snapshot) : null,
  }
}

function getOccupancyRule(
  { occupancy: figure }: LiveRoom,
  occupancy: DisplayedOccupancy,
  pollFreshness: Freshness,
  at: number,
): OccupancyRule {
  const { expectedSensors } = figure
  if (expectedSensors === 0) return { kind: 'no-sensors' }
  if (pollFreshness === 'no-data') return { kind: 'expired', at }
  const missing = figure.contributions.filter(({ kind }) => kind === 'missing').length
  switch (figure.kind) {
    case 'exact':
      return { kind: 'sum', sensors: expectedSensors }
    case 'at-least':
      return {
        kind: occupancy.kind === 'none' ? 'at-least-nobody' : 'at-least',
        missing,
        of: expectedSensors,
      }
    case 'last-known':
      return occupancy.kind === 'none'
        ? { kind: 'nothing-known', of: expectedSensors }
        : { kind: 'last-known', seenAt: figure.seenAt }
    case 'none':
      return { kind: 'nothing-known', of: expectedSensors }
  }
}

function getZeroRule({ readings }: Snapshot): ZeroRule {
  return omitsZeros(allReadings(readings)) ? 'withheld' : 'room-silent'
}
