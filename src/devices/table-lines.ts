import { deviceGroups, type DeviceGroup } from './device-groups.ts'
import type { JudgedDevice } from './judged-device.ts'

/** A line of the table: a hive, or a sensor. */
export type TableLine = { key: string } & (
  { kind: 'hive'; group: DeviceGroup; open: boolean } | { kind: 'device'; judged: JudgedDevice }
)

/**
 * The table's lines. A dead hive says all there is to say of its sensors, so it begins folded; the others begin open.
 *
 * @param devices in order
 * @param toggled ids of the hives that somebody folded or unfolded
 */
export function tableLines(
  devices: readonly JudgedDevice[],
  grouped: boolean,
  toggled: ReadonlySet<string>,
): TableLine[] {
  if (!grouped) return devices.map(deviceLine)
  return deviceGroups(devices).flatMap((group): TableLine[] => {
    const open = toggled.has(group.id) === group.dead
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
