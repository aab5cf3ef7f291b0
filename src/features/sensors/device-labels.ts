import { formatNumber } from '#src/format/numbers.ts'
import type { Device, HiddenReason } from '#src/domain/topology/sensor-directory.ts'
import type { DeviceIssue } from './device-issues.ts'
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
import { type TimeZone } from '#src/domain/time/time-zone.ts'
import { formatDateTime, formatTime } from '#src/format/dates.ts'
import type { Anomaly } from '#src/domain/anomalies/anomaly.ts'

/** Label of each problem, in the table and in the filter. */
export const issueLabels: Record<DeviceIssue, string> = {
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

/** Why a device is hidden by default. */
export const hiddenReasonLabels: Record<HiddenReason, string> = {
  test: 'Test device',
  uninstalled: 'Not installed',
}

/** Labels whether a device is online; null means unknown. */
export function formatOnlineStatus(online: boolean | null): string {
  if (online === null) return 'Not known'
  return online ? 'Online' : 'Offline'
}

/** Formats a number of sensors: `1 sensor`, `7 sensors`. */
export function formatSensorCount(count: number): string {
  return formatCount(count, 'sensor')
}

/** Formats a count with its noun: `1 room`, `1,204 rooms`. */
export function formatCount(count: number, thing: string): string {
  return `${formatNumber(count)} ${count === 1 ? thing : `${thing}s`}`
}

/** Describes hidden devices: `12 test devices and 1 uninstalled`. Empty if none are hidden. */
export function describeHiddenDevices(devices: readonly Device[]): string {
  const test = devices.filter(({ hidden }) => hidden === 'test').length
  const uninstalled = devices.filter(({ hidden }) => hidden === 'uninstalled').length
  return [
    test > 0 && formatCount(test, 'test device'),
    uninstalled > 0 && `${formatNumber(uninstalled)} uninstalled`,
  ]
    .filter(Boolean)
    .join(' and ')
}

/** Icon and colour of each problem. An anomaly has a neutral colour, because it may be a false alarm. */
export const issueStyles: Record<DeviceIssue, { icon: LucideIcon; colour: string }> = {
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
 * Describes the evidence of an anomaly and its time range: `00:00–05:00: never below 1, 298 of 300 minutes`.
 *
 * @param ownMac the sensor beside which the text appears
 * @param getSensorName returns the name of a sensor by address
 * @param now Unix milliseconds of the server's clock
 */
export function describeEvidence(
  anomaly: Anomaly,
  ownMac: string,
  getSensorName: (mac: string) => string,
  zone: TimeZone,
  now: number,
): string {
  switch (anomaly.kind) {
    case 'silent':
      return `No count for half an hour or more while others of its room count; ${formatLastReport(anomaly.since, zone, now)}`
    case 'stuck':
      return `${formatSpan(anomaly, zone)}: never below ${formatNumber(anomaly.people)}, ${anomaly.minutes} of ${anomaly.of} minutes`
    case 'constant':
      return `${formatSpan(anomaly, zone)}: always exactly ${formatNumber(anomaly.people)}`
    case 'crowded':
      return `${formatSpan(anomaly, zone)}: ${formatNumber(anomaly.people)} or more in a room for ${formatNumber(anomaly.capacity)}, for 30 min or more`
    case 'overlap': {
      const other = anomaly.macs.find((mac) => mac !== ownMac) ?? ''
      return `${formatSpan(anomaly, zone)}: all nine metrics equal to those of ${getSensorName(other)}, ${anomaly.minutes} minutes`
    }
  }
}

function formatSpan({ from, to }: { from: number; to: number }, zone: TimeZone): string {
  return `${formatTime(from, zone)}–${formatTime(to, zone)}`
}

function formatLastReport(at: number | null, zone: TimeZone, now: number): string {
  return at === null ? 'no report of it is known' : `last report ${formatDateTime(at, zone, now)}`
}
