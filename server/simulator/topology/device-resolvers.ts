import { floorTimeZone, type Sensor, type Hive } from '#server/simulator/building/topology.ts'
import { secondsPerDay, getZoneClock } from '#server/simulator/zone-clock.ts'
import type { Presence } from '#server/simulator/people/sensor-simulation.ts'
import { mixHash } from '#server/simulator/random.ts'

const batteryLifeDays = 1095
/** Butlr returns the same past `next_battery_change_date` for every sensor (docs/butlr-api.md). */
const fixedNextChangeDate = '2024-07-01T00:00:00Z'

/** Returns a sensor's power source and battery dates (RFC 3339) on the local day of an instant (Unix seconds). */
export function batteryFields(sensor: Sensor, instant: number) {
  const { power, batteryDays, floor } = sensor
  if (batteryDays === null) {
    return {
      power_type: power,
      last_battery_change_date: null,
      next_battery_change_date: null,
      battery_change_by_date: null,
    }
  }
  const due = getZoneClock(floorTimeZone(floor)).day(instant) + batteryDays
  return {
    power_type: power,
    last_battery_change_date: formatDay(due - batteryLifeDays),
    next_battery_change_date: fixedNextChangeDate,
    battery_change_by_date: formatDay(due),
  }
}

/** Formats a day (days since 1970-01-01) as midnight UTC. */
function formatDay(day: number): string {
  return new Date(day * secondsPerDay * 1000).toISOString().replace('.000Z', 'Z')
}

/** Resolvers of sensors and hives. Status fields are computed only when a query selects them. */
export type DeviceResolvers = { sensor: (sensor: Sensor) => object; hive: (hive: Hive) => object }

/** Installation time of every location and device (Unix seconds), well before any window that a client requests. */
export const installedAt = 1_672_531_200
export const metadata = { created_at: installedAt, updated_at: installedAt, deleted_at: null }

/** Seconds between heartbeats; a sensor is offline after an outage of this length. */
const heartbeatSeconds = 60
/** Mounting height of a sensor in metres. */
const mountingHeight = 2.7

/** Creates resolvers that return the state of devices at `now` (Unix milliseconds). */
export function createDeviceResolvers(presence: Presence, now: () => number): DeviceResolvers {
  const seconds = () => Math.floor(now() / 1000)
  const silentSince = (sensor: Sensor) => presence.silentSince(sensor, seconds())
  const isOnline = (sensor: Sensor) => {
    if (presence.hiveDownSince(sensor.hive, seconds()) !== null) return false
    const since = silentSince(sensor)
    return since === null || seconds() - since < heartbeatSeconds
  }
  const lastHeartbeat = (sensor: Sensor) =>
    lastHeartbeatBefore(silentSince(sensor) ?? seconds(), sensor.hash)
  const hiveDownSince = (hive: Hive) => presence.hiveDownSince(hive, seconds())
  const isAlive = (hive: Hive) => hiveDownSince(hive) === null
  const hiveHeartbeat = (hive: Hive) =>
    lastHeartbeatBefore(hiveDownSince(hive) ?? seconds(), mixHash(hive.sensors.length, 1))
  const resolvers: DeviceResolvers = {
    sensor: (sensor) => ({
      ...hardwareFields(sensor),
      ...batteryFields(sensor, seconds()),
      is_online: () => isOnline(sensor),
      is_streaming: () => isOnline(sensor),
      last_heartbeat: () => lastHeartbeat(sensor),
      last_raw_message: () => silentSince(sensor) ?? seconds(),
      last_occupancy_message: () => lastMessage(presence, sensor, silentSince(sensor) ?? seconds()),
    }),
    hive: (hive) => ({
      id: hive.id,
      name: hive.name,
      serialNumber: hive.serial,
      floor_id: hive.floor.id,
      floorID: hive.floor.id,
      room_id: null,
      roomID: null,
      isOnline: () => isAlive(hive),
      is_online: () => isAlive(hive),
      isStreaming: () => isAlive(hive),
      is_streaming: () => isAlive(hive),
      lastHeartbeat: () => hiveHeartbeat(hive),
      last_heartbeat: () => hiveHeartbeat(hive),
      netPathStability: hive.netPathStability,
      net_path_stability: hive.netPathStability,
      hiveVersion: '2.4.1',
      hiveType: 'wired',
      coordinates: hive.floor.isDrawn ? hive.center : null,
      installed: true,
      metadata,
      note: null,
      sensors: () => hive.sensors.map(resolvers.sensor),
    }),
  }
  return resolvers
}

function hardwareFields(sensor: Sensor) {
  const { id, floor, room, hive, mode } = sensor
  return {
    id,
    sensor_id: id,
    name: sensor.name,
    mac_address: sensor.mac,
    mode,
    model: mode === 'presence' ? 'Heatic 2+' : 'Heatic 2',
    floor_id: floor.id,
    floorID: floor.id,
    room_id: room?.id ?? null,
    roomID: room?.id ?? null,
    hive_id: hive.id,
    hiveID: hive.id,
    hive_serial: sensor.behaviour === 'test-device' ? 'fake' : hive.serial,
    is_entrance: sensor.isEntrance,
    height: mountingHeight,
    center: floor.isDrawn ? sensor.center : null,
    orientation: [0, 0, 0],
    field_of_view: 60,
    door_line: 0,
    in_direction: mode === 'traffic' ? 1 : 0,
    parallel_to_door: false,
    sensitivity: 1,
    sensor_serial: null,
    installation_status: sensor.behaviour === 'uninstalled' ? 'UNINSTALLED' : 'INSTALLED',
    metadata,
    note: null,
  }
}

/** Returns the latest heartbeat at or before an instant (Unix seconds); `hash` determines its second of the minute. */
function lastHeartbeatBefore(instant: number, hash: number): number {
  const shift = hash % heartbeatSeconds
  return Math.floor((instant - shift) / heartbeatSeconds) * heartbeatSeconds + shift
}

/** Days since the last count of a silent sensor. */
const silentDays = 5

/**
 * Returns the time of a silent sensor's last count: 16:15 local time, `silentDays` days before an instant (Unix
 * seconds).
 */
function lastBeforeSilence({ floor }: Sensor, instant: number): number {
  const clock = getZoneClock(floorTimeZone(floor))
  return clock.instant((clock.day(instant) - silentDays) * secondsPerDay + 16.25 * 3600)
}

/**
 * Returns the time of the last event in the 30 seconds up to `until`, in Unix seconds; idle sensors report every ten
 * seconds. Returns null for traffic and uninstalled sensors, and a time days earlier for silent sensors.
 */
function lastMessage(presence: Presence, sensor: Sensor, until: number): number | null {
  if (sensor.mode === 'traffic' || sensor.behaviour === 'uninstalled') return null
  if (sensor.behaviour === 'silent') return lastBeforeSilence(sensor, until)
  let last = until
  presence.eachEvent(sensor, until - 30, until + 1, (instant) => {
    last = instant
  })
  return last
}
