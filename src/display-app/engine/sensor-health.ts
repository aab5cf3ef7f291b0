import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import type { SensorHealth } from '#src/contract/display.ts'

/**
 * The directory of a board's sensors with their health as the latest readings tell it. Undefined where nothing is
 * known of the sensors: then only sensors that report are expected.
 *
 * @param health null where the gateway knows nothing; undefined where its release does not say, and the board's counts
 * @param at when Butlr told this health, Unix milliseconds; null where the gateway does not say
 */
export function directoryWithHealth(
  directory: SensorDirectory,
  health: SensorHealth | null | undefined,
  at: number | null,
): SensorDirectory | undefined {
  if (health === undefined) return directory
  if (health === null) return undefined
  const offline = new Set(health.offline)
  const unknown = new Set(health.unknown)
  const byRoom = Object.fromEntries(
    Object.entries(directory.byRoom).map(([roomId, sensors]) => [
      roomId,
      sensors.map((sensor) => {
        const online = unknown.has(sensor.mac) ? null : !offline.has(sensor.mac)
        return sensor.online === online ? sensor : { ...sensor, online }
      }),
    ]),
  )
  return { ...directory, byRoom, at: at ?? directory.at }
}
