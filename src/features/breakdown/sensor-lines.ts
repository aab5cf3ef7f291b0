import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { sensorHealth, type SensorHealth } from '#src/domain/occupancy/sensor-health.ts'
import { sensorLabels, shortMac, type SensorLabel } from '#src/format/sensor-labels.ts'
import type { RoomView } from '#src/domain/live-rooms/room-view.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import type { Contribution } from '#src/domain/occupancy/room-figure.ts'
import { batteryDueWithinMs } from '#src/domain/topology/battery.ts'
import type { Device, SensorDirectory } from '#src/domain/topology/sensor-directory.ts'

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
