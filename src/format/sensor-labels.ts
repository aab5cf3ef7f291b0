import { displayName } from '#src/contract/butlr-values.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'

/** The name and colour of a sensor, which are the same in every view. */
export type SensorLabel = {
  mac: string
  /** The MAC address as displayed (`formatMac`). */
  address: string
  /** The sensor's name, or its shortened MAC address if it has none. */
  name: string
  hasName: boolean
  /** A CSS colour. */
  colour: string
}

/** Number of series colours. Further sensors reuse them. */
const seriesColourCount = 6

/**
 * Returns the names and colours of a room's sensors. Colours follow the order of the MAC addresses, so that they are
 * the same in every view and on every visit.
 *
 * @param macs lower-case MAC addresses of all displayed sensors
 * @param roomId the room whose sensor names in the directory are used
 */
export function sensorLabels(
  macs: readonly string[],
  roomId: string,
  directory: SensorDirectory | undefined,
): SensorLabel[] {
  const known = new Map((directory?.byRoom[roomId] ?? []).map(({ mac, name }) => [mac, name]))
  return macs.toSorted().map((mac, index) => {
    const name = known.get(mac)
    const hasName = name !== undefined && !isNamedAfterMac(name, mac)
    return {
      mac,
      address: formatMac(mac),
      name: hasName ? name : shortenMac(mac),
      hasName,
      colour: `var(--series-${(index % seriesColourCount) + 1})`,
    }
  })
}

/** Six or eight bytes in hexadecimal, with or without separators. */
const macBytes = /^(?:[0-9a-f]{2}[:-]?){5}(?:(?:[0-9a-f]{2}[:-]?){2})?[0-9a-f]{2}$/i

/**
 * Formats a MAC address, which Butlr writes in several ways, as `00:17:0d:00:7f:01`. Returns other text unchanged, but
 * truncates long text as `displayName` does.
 */
export function formatMac(mac: string): string {
  if (!macBytes.test(mac)) return displayName(mac)
  return (mac.toLowerCase().match(/[0-9a-f]{2}/g) ?? []).join(':')
}

/** Returns whether the name of a sensor is only its MAC address, in any spelling. */
export function isNamedAfterMac(name: string, mac: string): boolean {
  return formatMac(name.toLowerCase()) === formatMac(mac)
}

/** Returns the name of a sensor, or its formatted MAC address if it has no other name. */
export function sensorName({ name, mac }: { name: string; mac: string }): string {
  return isNamedAfterMac(name, mac) ? formatMac(mac) : name
}

/**
 * Returns a function that returns the name of a sensor by address. Names no sensor in advance, because an estate has
 * thousands.
 */
export function createSensorNames(
  devices: readonly { name: string; mac: string }[],
): (mac: string) => string {
  const byMac = new Map(devices.map((device) => [device.mac, device]))
  return (mac) => {
    const device = byMac.get(mac)
    return device ? sensorName(device) : formatMac(mac)
  }
}

/** Returns a function that returns the name of a sensor of a room by address. */
export function createLabelNames(labels: readonly SensorLabel[]): (mac: string) => string {
  return (mac) => labels.find((label) => label.mac === mac)?.name ?? shortenMac(mac)
}

/**
 * Shortens a MAC address to what distinguishes the sensors of a room, such as `ac:5d…7f:01`. Does not shorten other
 * text.
 */
export function shortenMac(mac: string): string {
  const parts = formatMac(mac).split(/[:-]/)
  return parts.length < 6
    ? formatMac(mac)
    : displayName(`${parts.slice(0, 2).join(':')}…${parts.slice(-2).join(':')}`)
}
