import { minute } from '#src/domain/time/duration.ts'
import type { Device } from '#src/domain/topology/sensor-directory.ts'
import { isEnough } from './enough.ts'
import type { RoomSpan } from './room-span.ts'
import type { Suspicion } from './suspicion.ts'

/** A sensor that lives sends a heartbeat within this (Butlr API notes, units and meaning). */
const heartbeatWithin = 15 * minute
/** After so long without a count a sensor among others that count is silent. */
const silentAfter = 15 * minute

/**
 * Sensors that live and say nothing: online, their heartbeat fresh, and not a single count in half an hour in which
 * another sensor of the room counted all the time. To be asked in working time only, and not where zeros are withheld:
 * there a sensor that sees nobody is silent by design.
 *
 * @param devices the room's presence sensors
 * @param now when the topology told about them, Unix milliseconds
 */
export function silentSensors(
  halfHour: RoomSpan,
  devices: readonly Device[],
  now: number,
): Suspicion[] {
  const { sensors, from, to } = halfHour
  const othersCount = [...sensors.values()].some(({ count }) => isEnough(count, { from, to }))
  if (!othersCount) return []
  return devices
    .filter((device) => isSilent(device, halfHour, now))
    .map(({ mac, lastReportAt }): Suspicion => ({
      kind: 'silent',
      macs: [mac],
      since: lastReportAt,
    }))
}

function isSilent({ mac, online, ...last }: Device, { sensors }: RoomSpan, now: number): boolean {
  if (online !== true || sensors.has(mac)) return false
  if (last.lastHeartbeatAt === null || now - last.lastHeartbeatAt > heartbeatWithin) return false
  return last.lastReportAt === null || now - last.lastReportAt > silentAfter
}
