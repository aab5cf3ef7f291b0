import { second } from '#src/time/duration.ts'
import type { SensorsAnswer, WireSensor } from './contract.ts'

/** A presence sensor that is installed in a room. */
export type PresenceSensor = {
  /** In lower case, as readings are keyed. */
  mac: string
  name: string
  /** Null when the API does not say. */
  online: boolean | null
  /** Unix milliseconds; null when it was never heard. */
  lastHeartbeatAt: number | null
  lastReportAt: number | null
}

/** Which sensors should report in which room, and whether they are online. `at` is when this was true, Unix milliseconds. */
export type SensorDirectory = {
  at: number
  byRoom: Record<string, PresenceSensor[]>
  incomplete: boolean
}

/** Test devices pollute real organisations (Butlr API notes, known quirks). */
const testDevice = /^(fa-ke|mi-rr-or)/i

/**
 * Keeps what counts people: presence sensors that are installed, belong to a room and are no test devices.
 *
 * @param at when the answer was given, Unix milliseconds of the server's clock
 */
export function sensorDirectoryFrom(answer: SensorsAnswer, at: number): SensorDirectory {
  const byRoom: SensorDirectory['byRoom'] = {}
  for (const sensor of answer.sensors) {
    if (!counts(sensor) || !sensor.room_id || !sensor.mac_address) continue
    const mac = sensor.mac_address.toLowerCase()
    ;(byRoom[sensor.room_id] ??= []).push({
      mac,
      name: sensor.name || mac,
      online: sensor.is_online ?? null,
      lastHeartbeatAt: fromSeconds(sensor.last_heartbeat),
      lastReportAt: fromSeconds(sensor.last_occupancy_message),
    })
  }
  return { at, byRoom, incomplete: answer.incomplete }
}

function counts(sensor: WireSensor): boolean {
  return (
    sensor.mode?.toLowerCase() === 'presence' &&
    sensor.installation_status?.toUpperCase() !== 'UNINSTALLED' &&
    !testDevice.test(sensor.mac_address ?? '')
  )
}

/** Heartbeats are Unix seconds; 0 and null both mean never. */
function fromSeconds(seconds: number | null | undefined): number | null {
  return seconds ? seconds * second : null
}
