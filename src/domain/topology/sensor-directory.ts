import * as v from 'valibot'
import type { Point } from '#src/domain/floor-plan/geometry.ts'
import { isPlannedTime, nameOrId, testDevicePattern } from '#src/contract/butlr-values.ts'
import { second } from '#src/domain/time/duration.ts'
import {
  SensorsResponse,
  type MissingPart,
  type DuplicateParts,
  type WireHive,
  type WireSensor,
} from '#src/contract/topology.ts'
import { ContractError } from '#src/contract/errors.ts'

/**
 * Why a device is excluded from the sensors: `test` for a test device or a device without a MAC address, or
 * `uninstalled`.
 */
export type HiddenReason = 'test' | 'uninstalled'

/** A sensor in the topology. Times are Unix milliseconds; null means never or unknown. */
export type Device = {
  /** The MAC address in lower case, like the keys of readings; empty when the API returns none. */
  mac: string
  name: string
  mode: 'presence' | 'traffic' | null
  model: string | null
  roomId: string | null
  floorId: string | null
  hiveId: string | null
  hiveSerial: string | null
  /** Null when the API does not return the status. */
  online: boolean | null
  lastHeartbeatAt: number | null
  lastReportAt: number | null
  /** The sensor's position on the floor, in metres; null if unknown. */
  center: Point | null
  power: 'battery' | 'wired' | null
  /** The date by which the battery should be changed, in Unix milliseconds; null when unknown. */
  batteryDueAt: number | null
  hidden: HiddenReason | null
}

/** A presence sensor that is installed in a room. */
export type PresenceSensor = Device

/** The hub through which sensors report. */
export type Hive = {
  id: string
  name: string
  serial: string | null
  floorId: string | null
  online: boolean | null
  lastHeartbeatAt: number | null
  /** Network path stability, 0 to 1; null when unknown. */
  stability: number | null
}

/** The sensors that should report in each room, and whether they are online, as of `at` (Unix milliseconds). */
export type SensorDirectory = {
  at: number
  /** Installed presence sensors, by room. */
  byRoom: Record<string, PresenceSensor[]>
  /** Every device, including hidden ones. */
  devices: Device[]
  hives: Hive[]
  missing: MissingPart[]
  /** Items that Butlr lists more than once; each is included once. */
  duplicates: DuplicateParts[]
}

/**
 * Parses the JSON of the sensors response.
 *
 * @throws ContractError when it is not a sensors response
 */
export function parseSensorsResponse(json: unknown): SensorDirectory {
  const response = v.safeParse(SensorsResponse, json)
  if (response.success) return parseSensorDirectory(response.output)
  throw new ContractError('POST /api/v3/graphql', v.summarize(response.issues))
}

/** Parses the sensors response into presence sensors by room, all devices and all hives. */
export function parseSensorDirectory(response: SensorsResponse): SensorDirectory {
  const devices = response.sensors.map(parseDevice)
  const { asOf: at, missing, repeated = [] } = response
  return {
    at,
    byRoom: groupByRoom(devices),
    devices,
    hives: response.hives.map(parseHive),
    missing,
    duplicates: repeated,
  }
}

/** Returns the installed presence sensors among the devices, by room. */
export function groupByRoom(devices: readonly Device[]): Record<string, PresenceSensor[]> {
  const byRoom: SensorDirectory['byRoom'] = {}
  for (const device of devices) {
    const { roomId, mac, mode, hidden } = device
    if (roomId === null || mac === '' || mode !== 'presence' || hidden !== null) continue
    ;(byRoom[roomId] ??= []).push(device)
  }
  return byRoom
}

/** Returns the topology's room of each installed sensor, by MAC address. The map is empty if there is no directory. */
export function roomsOfSensors(
  directory: Pick<SensorDirectory, 'devices'> | undefined,
): ReadonlyMap<string, string | null> {
  return new Map(
    (directory?.devices ?? [])
      .filter(({ mac, hidden }) => mac !== '' && hidden === null)
      .map(({ mac, roomId }) => [mac, roomId]),
  )
}

function parseDevice(sensor: WireSensor): Device {
  const mac = sensor.mac_address ?? ''
  return {
    mac,
    name: nameOrId(sensor.name, mac || (sensor.id ?? '')),
    mode: matchWord(['presence', 'traffic'], sensor.mode),
    model: sensor.model || null,
    roomId: sensor.room_id || null,
    floorId: sensor.floor_id || null,
    hiveId: sensor.hive_id || null,
    hiveSerial: sensor.hive_serial || null,
    online: sensor.is_online ?? null,
    lastHeartbeatAt: secondsToMs(sensor.last_heartbeat),
    lastReportAt: secondsToMs(sensor.last_occupancy_message),
    center: parsePoint(sensor.center),
    power: matchWord(['battery', 'wired'], sensor.power_type),
    batteryDueAt: parseDate(sensor.battery_change_by_date),
    hidden: hiddenReason(sensor, mac),
  }
}

function parseHive(hive: WireHive): Hive {
  return {
    id: hive.id,
    name: nameOrId(hive.name ?? hive.serialNumber, hive.id),
    serial: hive.serialNumber || null,
    floorId: hive.floor_id || null,
    online: hive.isOnline ?? null,
    lastHeartbeatAt: secondsToMs(hive.lastHeartbeat),
    stability: hive.netPathStability ?? null,
  }
}

function hiddenReason(sensor: WireSensor, mac: string): HiddenReason | null {
  if (mac === '' || testDevicePattern.test(mac)) return 'test'
  return sensor.installation_status?.toUpperCase() === 'UNINSTALLED' ? 'uninstalled' : null
}

function matchWord<const TWord extends string>(
  words: readonly TWord[],
  text: string | null | undefined,
): TWord | null {
  return words.find((word) => word === text?.toLowerCase()) ?? null
}

function parsePoint(numbers: readonly number[] | null | undefined): Point | null {
  const [x, y] = numbers ?? []
  return x === undefined || y === undefined ? null : [x, y]
}

/** Converts Unix seconds to milliseconds; null and 0 mean never. */
function secondsToMs(seconds: number | null | undefined): number | null {
  return seconds ? seconds * second : null
}

function parseDate(date: string | null | undefined): number | null {
  const at = Date.parse(date ?? '')
  return isPlannedTime(at) ? at : null
}
