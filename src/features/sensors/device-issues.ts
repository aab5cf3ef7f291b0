import { batteryDueWithinMs } from '#src/domain/occupancy/sensor-health.ts'
import type { Device, Hive } from '#src/domain/topology/sensor-directory.ts'
import type { Suspicion } from '#src/domain/anomalies/anomaly.ts'
import type { RoomOfDevice } from './device-places.ts'

/**
 * What is wrong with a sensor, or may be, worst first. `hive`: it is offline, and so is the hive it reports through.
 * `unknown`: nobody says whether it is online.
 */
export const problems = [
  'hive',
  'offline',
  'silent',
  'battery-past',
  'stuck',
  'constant',
  'crowded',
  'overlap',
  'battery-due',
  'unknown',
] as const
export type Problem = (typeof problems)[number]

/**
 * Everything that is wrong with a sensor, worst first; empty when all is well. A device that is hidden, since it is a
 * test device or not installed, is nobody's problem.
 *
 * @param hiveDead whether the hive it reports through is offline
 * @param suspicions those that concern it
 * @param now Unix milliseconds of the server's clock
 */
export function problemsOf(
  { online, batteryDueAt, hidden }: Device,
  hiveDead: boolean,
  suspicions: readonly Suspicion[],
  now: number,
): Problem[] {
  if (hidden !== null) return []
  const found = new Set<Problem>(suspicions.map(({ kind }) => kind))
  if (online === false) found.add(hiveDead ? 'hive' : 'offline')
  if (online === null) found.add('unknown')
  if (batteryDueAt !== null && batteryDueAt < now) found.add('battery-past')
  else if (batteryDueAt !== null && batteryDueAt - now <= batteryDueWithinMs)
    found.add('battery-due')
  return problems.filter((problem) => found.has(problem))
}

/** A sensor with its room, its hive, and what is wrong with it. */
export type JudgedDevice = {
  device: Device
  /** Null when it names none, or one that the topology does not know. */
  hive: Hive | null
  room: RoomOfDevice
  /** Worst first; empty when all is well. */
  problems: readonly Problem[]
  suspicions: readonly Suspicion[]
}

/**
 * Judges every sensor.
 *
 * @param roomOf which room a sensor is in
 * @param now Unix milliseconds of the server's clock
 */
export function judgedDevices(
  devices: readonly Device[],
  hives: readonly Hive[],
  roomOf: (device: Device) => RoomOfDevice,
  suspicions: readonly Suspicion[],
  now: number,
): JudgedDevice[] {
  const known = new Map(hives.map((hive) => [hive.id, hive]))
  const bySerial = new Map(hives.map((hive) => [hive.serial, hive]))
  const concerning = new Map<string, Suspicion[]>()
  for (const suspicion of suspicions) {
    for (const mac of suspicion.macs) {
      concerning.set(mac, [...(concerning.get(mac) ?? []), suspicion])
    }
  }
  return devices.map((device) => {
    const { hiveId, hiveSerial } = device
    const named = known.get(hiveId ?? '')
    const hive = named ?? (hiveSerial === null ? null : (bySerial.get(hiveSerial) ?? null))
    const own = device.hidden === null ? (concerning.get(device.mac) ?? []) : []
    return {
      device,
      hive,
      room: roomOf(device),
      problems: problemsOf(device, hive?.online === false, own, now),
      suspicions: own,
    }
  })
}
