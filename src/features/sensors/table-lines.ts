import { deviceGroups, type DeviceGroup, type EmptyHive } from './device-groups.ts'
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
 * @param empty hives without sensors
 * @param toggled ids of the hives that somebody folded or unfolded
 * @param asked whether a search or a filter chose the sensors
 */
export function tableLines(
  devices: readonly JudgedDevice[],
  empty: readonly EmptyHive[],
  grouped: boolean,
  toggled: ReadonlySet<string>,
  asked: boolean,
): TableLine[] {
  const deviceLine = deviceLines()
  if (!grouped) return devices.map((one) => deviceLine(one))
  return deviceGroups(devices, empty).flatMap((group): TableLine[] => {
    const folded = group.dead && !asked
    const open = toggled.has(group.id) === folded
    return [
      { kind: 'hive', key: `hive ${group.id}`, group, open },
      ...(open ? group.devices.map((one) => deviceLine(one)) : []),
    ]
  })
}

/** Makes lines with keys of their own: test devices may have no address, and then at least a name. */
function deviceLines(): (judged: JudgedDevice) => TableLine {
  const seen = new Map<string, number>()
  return (judged) => {
    const which = `${judged.device.mac} ${judged.device.name}`
    const nth = (seen.get(which) ?? 0) + 1
    seen.set(which, nth)
    return { kind: 'device', key: nth === 1 ? which : `${which} ${nth}`, judged }
  }
}
