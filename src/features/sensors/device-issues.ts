import { daysToBatteryChange } from '#src/domain/occupancy/battery.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { Device, Hive } from '#src/domain/topology/sensor-directory.ts'
import type { Anomaly } from '#src/domain/anomalies/anomaly.ts'
import type { DeviceLocation } from './device-places.ts'
import type { ReportingSensors } from './use-reporting-sensors.ts'

/**
 * Problems of a sensor, worst first; some are only suspected. `hive`: the sensor and its hive are both offline.
 * `implausible`, `malformed`: the sensor reports now, but its count is not used. `silent`: the sensor is online, but
 * sends no count. `unknown`: it is unknown whether the sensor is online.
 */
export const deviceIssues = [
  'hive',
  'offline',
  'implausible',
  'malformed',
  'silent',
  'battery-past',
  'stuck',
  'constant',
  'crowded',
  'overlap',
  'history',
  'battery-due',
  'unknown',
] as const
export type DeviceIssue = (typeof deviceIssues)[number]

/** The sensors without a current count, or whose current count is not used. */
type ReportedFaults = Pick<NonNullable<ReportingSensors>, 'implausible' | 'malformed' | 'silent'>

/**
 * Returns the problems of a sensor, worst first; empty if it is healthy or hidden (a test device, or not installed).
 *
 * @param isHiveOffline whether the sensor's hive is offline
 * @param reporting what all sensors report now; null if unknown
 * @param anomalies the anomalies of this sensor
 * @param now time of the server's clock, in Unix milliseconds
 */
export function findIssues(
  { mac, online, batteryDueAt, hidden }: Device,
  isHiveOffline: boolean,
  reporting: ReportedFaults | null,
  anomalies: readonly Anomaly[],
  now: number,
  zone: TimeZone,
): DeviceIssue[] {
  if (hidden !== null) return []
  const found = new Set<DeviceIssue>(anomalies.map(({ kind }) => kind))
  if (online === false) found.add(isHiveOffline ? 'hive' : 'offline')
  if (online === null) found.add('unknown')
  if (reporting?.implausible.has(mac)) found.add('implausible')
  if (reporting?.malformed.has(mac)) found.add('malformed')
  if (online === true && reporting?.silent.has(mac)) found.add('silent')
  const daysLeft = batteryDueAt === null ? null : daysToBatteryChange(batteryDueAt, now, zone)
  if (daysLeft !== null) found.add(daysLeft < 0 ? 'battery-past' : 'battery-due')
  return deviceIssues.filter((problem) => found.has(problem))
}

/** A sensor with its room, hive and problems. */
export type DeviceWithIssues = {
  device: Device
  /** Null if the sensor has no hive, or if the topology does not contain the hive. */
  hive: Hive | null
  room: DeviceLocation
  /** Worst first; empty if the sensor is healthy. */
  problems: readonly DeviceIssue[]
  suspicions: readonly Anomaly[]
}

/**
 * Adds room, hive and problems to every sensor.
 *
 * @param locate returns the room of a sensor
 * @param reporting what all sensors report now; null if unknown
 * @param now time of the server's clock, in Unix milliseconds
 */
export function withIssues(
  devices: readonly Device[],
  hives: readonly Hive[],
  locate: (device: Device) => DeviceLocation,
  reporting: ReportedFaults | null,
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
    const room = locate(device)
    return {
      device,
      hive,
      room,
      problems: findIssues(device, hive?.online === false, reporting, own, now, room.zone),
      suspicions: own,
    }
  })
}
