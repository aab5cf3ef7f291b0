import { inDigits } from '#src/live/room-words.ts'
import type { Device } from '#src/topology/sensor-directory.ts'
import { formatDay, type Zone } from '#src/time/zone.ts'
import type { Problem } from './problem.ts'

/** What a problem is called, of a sensor and as a filter. */
export const problemWords: Record<Problem | 'hive', string> = {
  hive: 'Hive offline',
  offline: 'Offline',
  silent: 'Silent while online',
  'battery-past': 'Battery overdue',
  'battery-due': 'Battery due',
  unknown: 'Not known',
  fine: 'Fine',
}

/** `1 sensor`, `7 sensors`. */
export function sensorsCounted(count: number): string {
  return `${inDigits(count)} ${count === 1 ? 'sensor' : 'sensors'}`
}

/** What feeds a sensor: `Wired`, `Battery until 3 Mar 2027`, `Battery, no date`, `Not known`. */
export function powerInWords({ power, batteryDueAt }: Device, zone: Zone): string {
  if (power === 'wired') return 'Wired'
  if (batteryDueAt !== null) return `Battery until ${formatDay(batteryDueAt, zone)}`
  return power === 'battery' ? 'Battery, no date' : 'Not known'
}

/** How many devices are not shown and why: `2 test devices and 1 uninstalled sensor`. Empty when none is hidden. */
export function hiddenInWords(devices: readonly Device[]): string {
  const test = devices.filter(({ hidden }) => hidden === 'test').length
  const uninstalled = devices.filter(({ hidden }) => hidden === 'uninstalled').length
  return [
    test > 0 && `${inDigits(test)} test ${test === 1 ? 'device' : 'devices'}`,
    uninstalled > 0 &&
      `${inDigits(uninstalled)} uninstalled ${uninstalled === 1 ? 'sensor' : 'sensors'}`,
  ]
    .filter(Boolean)
    .join(' and ')
}
