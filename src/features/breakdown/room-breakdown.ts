import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import {
  assessSensorHealth,
  type SensorHealth,
  batteryDueWithinMs,
} from '#src/domain/occupancy/sensor-health.ts'
import {
  isNamedAfterMac,
  sensorLabels,
  shortenMac,
  type SensorLabel,
} from '#src/format/sensor-labels.ts'
import {
  type DisplayedOccupancy,
  toDisplayedOccupancy,
} from '#src/domain/live-rooms/displayed-occupancy.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import type { SensorContribution } from '#src/domain/occupancy/room-occupancy.ts'
import type { Device, SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { omitsZeros } from '#src/domain/occupancy/sensor-reading.ts'
import { allReadings } from '#src/domain/readings/readings.ts'
import type { Snapshot } from '#src/domain/readings/snapshot.ts'

/** What else is known that bears on a sensor. Times are Unix milliseconds; null where nobody knows. */
export type SensorNote =
  | { kind: 'battery'; dueAt: number; overdue: boolean }
  | { kind: 'hive-offline'; name: string; since: number | null }
  | { kind: 'last-known'; people: number; seenAt: number }

/** One term of a room's sum. `people` is null where the sensor's count is not known. */
export type SensorTerm = SensorLabel & {
  people: number | null
  health: SensorHealth
  notes: readonly SensorNote[]
}

/** A device of the room that does not count towards it, and why. */
export type ExcludedDevice = {
  key: string
  name: string
  why: 'test' | 'no-address' | 'uninstalled' | 'traffic' | 'no-mode'
}

/**
 * A room's sum, sensor by sensor, in the order of their addresses.
 *
 * @param occupancy what is shown of the room: where that is no figure, a count that was remembered is none either
 * @param pollFreshness how fresh the poll is: of an expired one no count is known
 * @param at when it was answered, Unix milliseconds
 */
export function getSensorTerms(
  room: LiveRoom,
  occupancy: DisplayedOccupancy,
  directory: SensorDirectory | undefined,
  pollFreshness: Freshness,
  at: number,
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
        notes: getSensorNotes(contribution, device, directory, usesLastKnown, at),
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
  if (dueAt !== null && dueAt - at < batteryDueWithinMs) {
    notes.push({ kind: 'battery', dueAt, overdue: dueAt < at })
  }
  return notes
}

function reportsThrough(device: Device, hive: SensorDirectory['hives'][number]): boolean {
  return (
    device.hiveId === hive.id || (device.hiveSerial !== null && device.hiveSerial === hive.serial)
  )
}

/** The devices of a room that its sum leaves out. One that answers is counted, whatever the topology says of it. */
export function getExcludedDevices(
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

/** The rule by which a room has its figure, or has none. Times are Unix milliseconds. */
export type OccupancyRule =
  | { kind: 'no-sensors' }
  | { kind: 'sum'; sensors: number }
  | { kind: 'at-least'; missing: number; of: number }
  | { kind: 'at-least-nobody'; missing: number; of: number }
  | { kind: 'last-known'; seenAt: number }
  | { kind: 'nothing-known'; of: number }
  | { kind: 'expired'; at: number }

/** Why a sensor that sent nothing adds 0: the API withholds zeros, or the whole room is silent while it is online. */
export type ZeroRule = 'withheld' | 'room-silent'

/** What a room's figure is made of. The lines come to the figure wherever there is one. */
export type RoomBreakdown = {
  occupancy: DisplayedOccupancy
  terms: readonly SensorTerm[]
  excludedDevices: readonly ExcludedDevice[]
  rule: OccupancyRule
  /** Null where no sensor counts as quiet. */
  zeroRule: ZeroRule | null
}

/**
 * Explains a room's figure by the rules that made it (tutorial, section 3).
 *
 * @param ownFreshness how fresh the room's own figure is, see roomFreshness
 * @param pollFreshness how fresh the poll is
 */
export function breakDownRoom(
  room: LiveRoom,
  snapshot: Snapshot,
  directory: SensorDirectory | undefined,
  ownFreshness: Freshness,
  pollFreshness: Freshness,
): RoomBreakdown {
  const view = toDisplayedOccupancy(room, ownFreshness, snapshot.at)
  const isQuiet = room.occupancy.contributions.some(({ kind }) => kind === 'quiet')
  return {
    occupancy: view,
    terms: getSensorTerms(room, view, directory, pollFreshness, snapshot.at),
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
