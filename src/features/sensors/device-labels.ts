import { inDigits } from '#src/format/numbers.ts'
import type { Device, HiddenBecause } from '#src/domain/topology/sensor-directory.ts'
import type { Problem } from './device-issues.ts'
import {
  BatteryLow,
  BatteryWarning,
  Blend,
  CircleQuestionMark,
  CircleSlash2,
  CloudOff,
  Equal,
  Moon,
  Users,
  type LucideIcon,
} from 'lucide-react'
import { formatDayAndTime, formatTime, type Zone } from '#src/domain/time/time-zone.ts'
import type { Suspicion } from '#src/domain/anomalies/anomaly.ts'

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

/** How a problem looks: a shape, and a colour where it is one for sure. A suspicion has none: it may be wrong. */
export const problemLooks: Record<Problem, { icon: LucideIcon; colour: string }> = {
  hive: { icon: CloudOff, colour: 'text-over-ink' },
  offline: { icon: CloudOff, colour: 'text-over-ink' },
  silent: { icon: CircleSlash2, colour: 'text-ink' },
  'battery-past': { icon: BatteryWarning, colour: 'text-busy-ink' },
  stuck: { icon: Moon, colour: 'text-ink' },
  constant: { icon: Equal, colour: 'text-ink' },
  crowded: { icon: Users, colour: 'text-ink' },
  overlap: { icon: Blend, colour: 'text-ink' },
  'battery-due': { icon: BatteryLow, colour: 'text-busy-ink' },
  unknown: { icon: CircleQuestionMark, colour: 'text-ink-muted' },
}

/**
 * The numbers behind a suspicion, and the span they are of: `00:00–05:00: never below 1, 298 of 300 minutes`.
 *
 * @param of which of its sensors it stands beside
 * @param nameOf what a sensor is called, by its address
 * @param now Unix milliseconds of the server's clock
 */
export function evidenceInWords(
  suspicion: Suspicion,
  of: string,
  nameOf: (mac: string) => string,
  zone: Zone,
  now: number,
): string {
  switch (suspicion.kind) {
    case 'silent':
      return `No count for half an hour or more while others of its room count; ${lastReport(suspicion.since, zone, now)}`
    case 'stuck':
      return `${span(suspicion, zone)}: never below ${inDigits(suspicion.people)}, ${suspicion.minutes} of ${suspicion.of} minutes`
    case 'constant':
      return `${span(suspicion, zone)}: always exactly ${inDigits(suspicion.people)}`
    case 'crowded':
      return `${span(suspicion, zone)}: ${inDigits(suspicion.people)} or more in a room for ${inDigits(suspicion.capacity)}, for 30 min or more`
    case 'overlap': {
      const other = suspicion.macs.find((mac) => mac !== of) ?? ''
      return `${span(suspicion, zone)}: all nine metrics equal to those of ${nameOf(other)}, ${suspicion.minutes} minutes`
    }
  }
}

function span({ from, to }: { from: number; to: number }, zone: Zone): string {
  return `${formatTime(from, zone)}–${formatTime(to, zone)}`
}

function lastReport(at: number | null, zone: Zone, now: number): string {
  return at === null ? 'no report of it is known' : `last report ${formatDayAndTime(at, zone, now)}`
}
