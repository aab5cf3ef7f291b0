import type { Device, Hive } from '#src/domain/topology/sensor-directory.ts'
import type { RoomOfDevice } from './device-places.ts'
import { problemsOf, type Problem } from './problem.ts'
import type { Suspicion } from '#src/domain/anomalies/suspicion.ts'

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
