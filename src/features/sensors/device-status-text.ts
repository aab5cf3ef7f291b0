import * as text from '#messages/sensors.tsx'
import type { Device } from '#src/domain/topology/sensor-directory.ts'
import type { DeviceIssue } from './device-issues.ts'
import type { ReportingSensors } from './use-reporting-sensors.ts'
import {
  BatteryLow,
  BatteryWarning,
  Blend,
  CalendarSearch,
  CircleQuestionMark,
  CircleSlash2,
  CloudOff,
  Equal,
  Moon,
  TriangleAlert,
  Users,
  type LucideIcon,
} from 'lucide-react'
import { type TimeZone } from '#src/domain/time/time-zone.ts'
import { formatDateTime, formatTime, withForeignZone } from '#src/format/dates.ts'
import { describeFinding } from '#src/format/sensor-findings.ts'
import { effects } from '#messages/sensor-findings.ts'
import type { Anomaly } from '#src/domain/anomalies/anomaly.ts'

/** Status of a sensor without problems. `online`: its room does not expect a count from it now. */
export type SensorStatus = 'reporting' | 'online'

export function sensorStatus(mac: string, reporting: ReportingSensors): SensorStatus {
  return reporting?.counting.has(mac) ? 'reporting' : 'online'
}

/** Returns a label for whether a device is online; null means unknown. */
export function formatOnlineStatus(online: boolean | null): string {
  if (online === null) return text.unknown
  return online ? text.statusLabels.online : text.offline
}

/** Describes devices that are hidden by default, and whether they are shown. Empty if there are none. */
export function describeHiddenDevices(devices: readonly Device[], shown: boolean): string {
  const test = devices.filter(({ hidden }) => hidden === 'test').length
  const uninstalled = devices.filter(({ hidden }) => hidden === 'uninstalled').length
  return test + uninstalled === 0 ? '' : text.hiddenDevices(test, uninstalled, shown)
}

/** Icon and colour of each problem. An anomaly has a neutral colour, because it may be a false alarm. */
export const issueStyles: Record<DeviceIssue, { icon: LucideIcon; colour: string }> = {
  hive: { icon: CloudOff, colour: 'text-over-ink' },
  offline: { icon: CloudOff, colour: 'text-over-ink' },
  implausible: { icon: TriangleAlert, colour: 'text-over-ink' },
  malformed: { icon: TriangleAlert, colour: 'text-over-ink' },
  silent: { icon: CircleSlash2, colour: 'text-busy-ink' },
  'battery-past': { icon: BatteryWarning, colour: 'text-busy-ink' },
  stuck: { icon: Moon, colour: 'text-ink' },
  constant: { icon: Equal, colour: 'text-ink' },
  crowded: { icon: Users, colour: 'text-ink' },
  overlap: { icon: Blend, colour: 'text-ink' },
  history: { icon: CalendarSearch, colour: 'text-ink' },
  'battery-due': { icon: BatteryLow, colour: 'text-busy-ink' },
  unknown: { icon: CircleQuestionMark, colour: 'text-ink-muted' },
}

/** Formats of the times in the evidence of an anomaly. */
export type EvidenceTimes = {
  /** Formats a time that may be on another day. */
  formatMoment: (at: number) => string
  /** Formats the start and the end of the assessed window. */
  formatWindow: (from: number, to: number) => readonly [from: string, to: string]
}

/** Returns the formats of times on the page, such as `00:00`. @param now time of the server's clock */
export function pageEvidenceTimes(zone: TimeZone, now: number): EvidenceTimes {
  return {
    formatMoment: (at) => withForeignZone(formatDateTime(at, zone, now), at, zone),
    formatWindow: (from, to) => [
      formatTime(from, zone),
      withForeignZone(formatTime(to, zone), to, zone),
    ],
  }
}

/**
 * Describes the evidence of an anomaly: `Possibly stuck: never dropped below 1 between 00:00 and 05:00.`
 *
 * @param ownMac address of the sensor beside which the text appears
 * @param getSensorName returns the name of a sensor by address
 */
export function describeEvidence(
  anomaly: Anomaly,
  ownMac: string,
  getSensorName: (mac: string) => string,
  { formatMoment, formatWindow }: EvidenceTimes,
): string {
  if (anomaly.kind === 'silent') {
    const { since } = anomaly
    return text.silentEvidence(since === null ? null : formatMoment(since))
  }
  if (anomaly.kind === 'history') {
    return `${describeFinding(anomaly.finding, getSensorName)} ${effects[anomaly.finding.kind]}`
  }
  const [from, to] = formatWindow(anomaly.from, anomaly.to)
  switch (anomaly.kind) {
    case 'stuck':
      return text.stuckEvidence(anomaly.people, anomaly.minutes, anomaly.of, from, to)
    case 'constant':
      return text.constantEvidence(anomaly.people, from, to)
    case 'crowded':
      return text.crowdedEvidence(anomaly.people, anomaly.capacity, from, to)
    case 'overlap': {
      const other = anomaly.macs.find((mac) => mac !== ownMac) ?? ''
      return text.overlapEvidence(getSensorName(other), anomaly.minutes, from, to)
    }
  }
}
