import { deviceGroups, type DeviceGroup } from './device-groups.ts'
import type { JudgedDevice } from './judged-device.ts'

/** A line of the table: a hive, or a sensor. */
export type TableLine = { key: string } & (
  { kind: 'hive'; group: DeviceGroup; open: boolean } | { kind: 'device'; judged: JudgedDevice }
)

/**
 * The table's lines. A dead hive says all there is to say of its sensors, so it begins folded; the others begin open,
 * and so does every hive where somebody asked for certain sensors.
 *
 * @param devices in order
 * @param toggled ids of the hives that somebody folded or unfolded
 * @param asked whether a search or a filter chose the sensors
 */
export function tableLines(
  devices: readonly JudgedDevice[],
  grouped: boolean,
  toggled: ReadonlySet<string>,
  asked: boolean,
): TableLine[] {
  if (!grouped) return devices.map(deviceLine)
  return deviceGroups(devices).flatMap((group): TableLine[] => {
    const folded = group.dead && !asked
    const open = toggled.has(group.id) === folded
    return [
      { kind: 'hive', key: `hive ${group.id}`, group, open },
      ...(open ? group.devices.map(deviceLine) : []),
    ]
  })
}

function deviceLine(judged: JudgedDevice): TableLine {
  // Test devices may have no address, and then at least a name.
  return { kind: 'device', key: `${judged.device.mac} ${judged.device.name}`, judged }
}
