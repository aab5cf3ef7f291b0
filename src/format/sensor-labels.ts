import { displayName } from '#src/contract/butlr-values.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'

/** How a sensor is called and drawn, the same everywhere. */
export type SensorLabel = {
  mac: string
  /** Its MAC address as it is shown (`displayName`). */
  address: string
  /** Its name; its shortened MAC address where it has none. */
  name: string
  hasName: boolean
  /** A CSS colour. */
  colour: string
}

/** Series colours there are; more sensors begin again. */
const seriesColourCount = 6

/**
 * Names and colours a room's sensors. The colour goes by the order of the MAC addresses, so that it is the same in every
 * view and at every visit.
 *
 * @param macs every sensor that is shown, in lower case
 * @param roomId where the directory looks for their names
 */
export function sensorLabels(
  macs: readonly string[],
  roomId: string,
  directory: SensorDirectory | undefined,
): SensorLabel[] {
  const known = new Map((directory?.byRoom[roomId] ?? []).map((one) => [one.mac, one.name]))
  return macs.toSorted().map((mac, index) => {
    const name = known.get(mac)
    const hasName = name !== undefined && !isNamedAfterMac(name, mac)
    return {
      mac,
      address: displayName(mac),
      name: hasName ? name : shortenMac(mac),
      hasName,
      colour: `var(--series-${(index % seriesColourCount) + 1})`,
    }
  })
}

/** Whether a sensor's name is only its MAC address. */
export function isNamedAfterMac(name: string, mac: string): boolean {
  return name.toLowerCase() === displayName(mac)
}

/** `ac:5d…7f:01`: as much of a MAC address as tells the sensors of a room apart. What is no address stays whole. */
export function shortenMac(mac: string): string {
  const parts = mac.split(/[:-]/)
  return displayName(
    parts.length < 6 ? mac : `${parts.slice(0, 2).join(':')}…${parts.slice(-2).join(':')}`,
  )
}
