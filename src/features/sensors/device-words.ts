import { inDigits } from '#src/format/room-words.ts'
import type { Device, HiddenBecause } from '#src/domain/topology/sensor-directory.ts'
import type { Problem } from './problem.ts'

/** What a problem is called, of a sensor and as a filter. */
export const problemWords: Record<Problem, string> = {
  hive: 'Hive offline',
  offline: 'Offline',
  silent: 'Silent while online',
  'battery-past': 'Battery overdue',
  stuck: 'Stuck overnight',
  constant: 'Constant for hours',
  crowded: 'Above capacity for long',
  overlap: 'Always equal to another',
  'battery-due': 'Battery due soon',
  unknown: 'Not known',
}

/** Why a device is usually hidden. */
export const hiddenWords: Record<HiddenBecause, string> = {
  test: 'Test device',
  uninstalled: 'Not installed',
}

/** Whether a device is online; null when nobody says. */
export function onlineWords(online: boolean | null): string {
  if (online === null) return 'Not known'
  return online ? 'Online' : 'Offline'
}

/** `1 sensor`, `7 sensors`. */
export function sensorsCounted(count: number): string {
  return counted(count, 'sensor')
}

/** `1 room`, `1,204 rooms`. */
export function counted(count: number, thing: string): string {
  return `${inDigits(count)} ${count === 1 ? thing : `${thing}s`}`
}

/** How many devices are not shown and why: `12 test devices and 1 uninstalled`. Empty when none is hidden. */
export function hiddenInWords(devices: readonly Device[]): string {
  const test = devices.filter(({ hidden }) => hidden === 'test').length
  const uninstalled = devices.filter(({ hidden }) => hidden === 'uninstalled').length
  return [
    test > 0 && counted(test, 'test device'),
    uninstalled > 0 && `${inDigits(uninstalled)} uninstalled`,
  ]
    .filter(Boolean)
    .join(' and ')
}
