import { batteryDueWithinMs } from '#src/domain/occupancy/sensor-health.ts'
import type { Device, Hive } from '#src/domain/topology/sensor-directory.ts'
import type { Anomaly } from '#src/domain/anomalies/anomaly.ts'
import type { DeviceLocation } from './device-places.ts'

/**
 * What is wrong with a sensor, or may be, worst first. `hive`: it is offline, and so is the hive it reports through.
 * `unknown`: nobody says whether it is online.
 */
export const deviceIssues = [
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
export type DeviceIssue = (typeof deviceIssues)[number]

/**
 * Everything that is wrong with a sensor, worst first; empty when all is well. A device that is hidden, since it is a
 * test device or not installed, is nobody's problem.
 *
 * @param isHiveOffline whether the hive it reports through is offline
 * @param anomalies those that concern it
 * @param now Unix milliseconds of the server's clock
 */
export function findIssues(
  { online, batteryDueAt, hidden }: Device,
  isHiveOffline: boolean,
  anomalies: readonly Anomaly[],
  now: number,
): DeviceIssue[] {
  if (hidden !== null) return []
  const found = new Set<DeviceIssue>(anomalies.map(({ kind }) => kind))
  if (online === false) found.add(isHiveOffline ? 'hive' : 'offline')
  if (online === null) found.add('unknown')
  if (batteryDueAt !== null && batteryDueAt < now) found.add('battery-past')
  else if (batteryDueAt !== null && batteryDueAt - now <= batteryDueWithinMs)
    found.add('battery-due')
  return deviceIssues.filter((problem) => found.has(problem))
}

/** A sensor with its room, its hive, and what is wrong with it. */
export type DeviceWithIssues = {
  device: Device
  /** Null when it names none, or one that the topology does not know. */
  hive: Hive | null
  room: DeviceLocation
  /** Worst first; empty when all is well. */
  problems: readonly DeviceIssue[]
  suspicions: readonly Anomaly[]
}

/**
 * Judges every sensor.
 *
 * @param locate which room a sensor is in
 * @param now Unix milliseconds of the server's clock
 */
export function withIssues(
  devices: readonly Device[],
  hives: readonly Hive[],
  locate: (device: Device) => DeviceLocation,
  anomalies: readonly Anomaly[],
  now: number,
): DeviceWithIssues[] {
  const known = new Map(hives.map((hive) => [hive.id, hive]))
  const bySerial = new Map(hives.map((hive) => [hive.serial, hive]))
  const anomaliesByMac = new Map<string, Anomaly[]>()
  for (const suspicion of anomalies) {
    for (const mac of suspicion.macs) {
      anomaliesByMac.set(mac, [...(anomaliesByMac.get(mac) ?? []), suspicion])
    }
  }
  return devices.map((device) => {
    const { hiveId, hiveSerial } = device
    const named = known.get(hiveId ?? '')
    const hive = named ?? (hiveSerial === null ? null : (bySerial.get(hiveSerial) ?? null))
    const own = device.hidden === null ? (anomaliesByMac.get(device.mac) ?? []) : []
    return {
      device,
      hive,
      room: locate(device),
      problems: findIssues(device, hive?.online === false, own, now),
      suspicions: own,
    }
  })
}
