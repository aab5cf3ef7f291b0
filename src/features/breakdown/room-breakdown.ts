import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import {
  sensorHealth,
  type SensorHealth,
  batteryDueWithinMs,
} from '#src/domain/occupancy/sensor-health.ts'
import { sensorLabels, shortMac, type SensorLabel } from '#src/format/sensor-labels.ts'
import { type RoomView, roomView } from '#src/domain/live-rooms/displayed-occupancy.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import type { Contribution } from '#src/domain/occupancy/room-occupancy.ts'
import type { Device, SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { zerosWithheld } from '#src/domain/occupancy/sensor-reading.ts'
import { everyReading } from '#src/domain/readings/readings.ts'
import type { Snapshot } from '#src/domain/readings/snapshot.ts'

/** What else is known that bears on a sensor. Times are Unix milliseconds; null where nobody knows. */
export type SensorNote =
  | { kind: 'battery'; dueAt: number; overdue: boolean }
  | { kind: 'hive-offline'; name: string; since: number | null }
  | { kind: 'last-known'; people: number; seenAt: number }

/** One term of a room's sum. `people` is null where the sensor's count is not known. */
export type SensorLine = SensorLabel & {
  people: number | null
  health: SensorHealth
  notes: readonly SensorNote[]
}

/** A device of the room that does not count towards it, and why. */
export type NotCounted = {
  key: string
  name: string
  why: 'test' | 'no-address' | 'uninstalled' | 'traffic' | 'no-mode'
}

/**
 * A room's sum, sensor by sensor, in the order of their addresses.
 *
 * @param view what is shown of the room: where that is no figure, a count that was remembered is none either
 * @param polled how fresh the poll is: of an expired one no count is known
 * @param at when it was answered, Unix milliseconds
 */
export function sensorLines(
  room: LiveRoom,
  view: RoomView,
  directory: SensorDirectory | undefined,
  polled: Freshness,
  at: number,
): SensorLine[] {
  const contributions = new Map(room.figure.contributions.map((one) => [one.mac, one]))
  const devices = new Map((directory?.byRoom[room.id] ?? []).map((one) => [one.mac, one]))
  const standsIn = room.figure.kind === 'last-known' && view.kind !== 'none'
  return sensorLabels([...contributions.keys()], room.id, directory).flatMap((label) => {
    const contribution = contributions.get(label.mac)
    if (!contribution) return []
    const device = devices.get(label.mac)
    return [
      {
        ...label,
        people: polled === 'no-data' ? null : peopleOf(contribution, standsIn),
        health: sensorHealth(contribution, device, polled, at),
        notes: notesOn(contribution, device, directory, standsIn, at),
      },
    ]
  })
}

function peopleOf(contribution: Contribution, standsIn: boolean): number | null {
  switch (contribution.kind) {
    case 'counted':
      return contribution.people
    case 'quiet':
      return 0
    case 'missing':
      return standsIn ? (contribution.lastKnown?.people ?? null) : null
  }
}

function notesOn(
  contribution: Contribution,
  device: Device | undefined,
  directory: SensorDirectory | undefined,
  standsIn: boolean,
  at: number,
): SensorNote[] {
  const notes: SensorNote[] = []
  if (contribution.kind === 'missing') {
    const hive = directory?.hives.find((one) => device !== undefined && reportsThrough(device, one))
    if (hive?.online === false) {
      notes.push({ kind: 'hive-offline', name: hive.name, since: hive.lastHeartbeatAt })
    }
    if (contribution.lastKnown !== null && !standsIn) {
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
export function notCounted(room: LiveRoom, directory: SensorDirectory | undefined): NotCounted[] {
  const counted = new Set(room.figure.contributions.map(({ mac }) => mac))
  return (directory?.devices ?? []).flatMap((device, index) => {
    if (device.roomId !== room.id || counted.has(device.mac)) return []
    const why = whyNot(device)
    const { mac, name } = device
    return why === null ? [] : [{ key: `${index}`, name: name === mac ? shortMac(mac) : name, why }]
  })
}

function whyNot({ mac, mode, hidden }: Device): NotCounted['why'] | null {
  if (mac === '') return 'no-address'
  if (hidden !== null) return hidden
  if (mode === 'traffic') return 'traffic'
  return mode === null ? 'no-mode' : null
}

/** The rule by which a room has its figure, or has none. Times are Unix milliseconds. */
export type RoomRule =
  | { kind: 'no-sensors' }
  | { kind: 'sum'; sensors: number }
  | { kind: 'at-least'; missing: number; of: number }
  | { kind: 'at-least-nobody'; missing: number; of: number }
  | { kind: 'last-known'; seenAt: number }
  | { kind: 'nothing-known'; of: number }
  | { kind: 'expired'; at: number }

/** Why a sensor that sent nothing adds 0: the API withholds zeros, or the whole room is silent while it is online. */
export type ZerosRule = 'withheld' | 'room-silent'

/** What a room's figure is made of. The lines come to the figure wherever there is one. */
export type RoomExplanation = {
  view: RoomView
  lines: readonly SensorLine[]
  notCounted: readonly NotCounted[]
  rule: RoomRule
  /** Null where no sensor counts as quiet. */
  zeros: ZerosRule | null
}

/**
 * Explains a room's figure by the rules that made it (tutorial, section 3).
 *
 * @param own how fresh the room's own figure is, see roomFreshness
 * @param polled how fresh the poll is
 */
export function explainRoom(
  room: LiveRoom,
  snapshot: Snapshot,
  directory: SensorDirectory | undefined,
  own: Freshness,
  polled: Freshness,
): RoomExplanation {
  const view = roomView(room, own, snapshot.at)
  const isQuiet = room.figure.contributions.some(({ kind }) => kind === 'quiet')
  return {
    view,
    lines: sensorLines(room, view, directory, polled, snapshot.at),
    notCounted: notCounted(room, directory),
    rule: ruleOf(room, view, polled, snapshot.at),
    zeros: isQuiet && polled !== 'no-data' ? zerosRule(snapshot) : null,
  }
}

function ruleOf({ figure }: LiveRoom, view: RoomView, polled: Freshness, at: number): RoomRule {
  const { of } = figure
  if (of === 0) return { kind: 'no-sensors' }
  if (polled === 'no-data') return { kind: 'expired', at }
  const missing = figure.contributions.filter(({ kind }) => kind === 'missing').length
  switch (figure.kind) {
    case 'exact':
      return { kind: 'sum', sensors: of }
    case 'at-least':
      return { kind: view.kind === 'none' ? 'at-least-nobody' : 'at-least', missing, of }
    case 'last-known':
      return view.kind === 'none'
        ? { kind: 'nothing-known', of }
        : { kind: 'last-known', seenAt: figure.seenAt }
    case 'none':
      return { kind: 'nothing-known', of }
  }
}

function zerosRule({ readings }: Snapshot): ZerosRule {
  return zerosWithheld(everyReading(readings)) ? 'withheld' : 'room-silent'
}
