import type { SensorInsight } from '#src/contract/sensor-insights.ts'
import type { Period } from '#src/domain/history/ranges.ts'
import { addDays, localDateAt, startOfLocalDate } from '#src/domain/time/local-date.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'

/** Length of the night, in hours from midnight, local time. Hours within opening hours are left out. */
export const nightHours = 5
/** Number of days before the end of a period that are examined. */
const sensorDays = 7

/** Minimum evidence of each finding. With less, nothing is claimed. */
const findingRules = {
  /** Days with data, minutes in use, and seats per sensor; the last does not apply to an unknown capacity. */
  'never-above-one': { days: 5, minutesInUse: 600, seats: 3 },
  /** Minutes at night: at least three nights. */
  'never-zero': { nightMinutes: 720 },
  /** Days with data, and changes of the count. */
  twin: { days: 2, changes: 20 },
  /** Hours in which the sensor was due, silent hours, and their share. */
  silent: { hours: 24, silentHours: 3, share: 0.05 },
} as const

/**
 * A finding about a sensor over a period, which can mean that figures of its room are wrong. A finding is never
 * certain.
 */
export type SensorFinding =
  | { kind: 'never-zero'; nightMinutes: number }
  | { kind: 'twin'; mac: string; days: number }
  | { kind: 'never-above-one'; days: number; minutesInUse: number }
  | { kind: 'silent'; silentHours: number; hours: number }

/** A sensor in a room, with at least one finding. */
export type SuspectSensor = { mac: string; room: string; findings: readonly SensorFinding[] }

/**
 * Returns the findings about a sensor over a period; empty if nothing is unusual or there is too little evidence.
 *
 * @param seats seats of the room per sensor; null if the capacity is unknown
 */
export function findSensorFindings(sensor: SensorInsight, seats: number | null): SensorFinding[] {
  const { days, minutesInUse, highest, nightMinutes, hours, silentHours, twin } = sensor
  const findings: SensorFinding[] = []
  const isNeverZero = sensor.nightMinutesAboveZero === nightMinutes
  if (isNeverZero && nightMinutes >= findingRules['never-zero'].nightMinutes) {
    findings.push({ kind: 'never-zero', nightMinutes })
  }
  if (twin && days >= findingRules.twin.days && twin.changes >= findingRules.twin.changes) {
    findings.push({ kind: 'twin', mac: twin.mac, days })
  }
  const one = findingRules['never-above-one']
  const hasSeats = seats === null || seats >= one.seats
  if (hasSeats && highest === 1 && days >= one.days && minutesInUse >= one.minutesInUse) {
    findings.push({ kind: 'never-above-one', days, minutesInUse })
  }
  const { silent } = findingRules
  const isLong = silentHours >= silent.silentHours && silentHours >= silent.share * hours
  if (hours >= silent.hours && isLong) findings.push({ kind: 'silent', silentHours, hours })
  return findings
}

/**
 * Returns the sensors with findings: those with the most findings first, then those with the largest share of silent
 * hours.
 *
 * @param getCapacity returns the capacity of a room; null if unknown
 */
export function findSuspectSensors(
  sensors: readonly SensorInsight[],
  getCapacity: (room: string) => number | null,
): SuspectSensor[] {
  const sizes = new Map<string, number>()
  for (const { room } of sensors) sizes.set(room, (sizes.get(room) ?? 0) + 1)
  return sensors
    .flatMap((sensor): SuspectSensor[] => {
      const { mac, room } = sensor
      const capacity = getCapacity(room)
      const seats = capacity === null ? null : capacity / (sizes.get(room) ?? 1)
      const findings = findSensorFindings(sensor, seats)
      return findings.length === 0 ? [] : [{ mac, room, findings }]
    })
    .toSorted(
      (one, other) =>
        other.findings.length - one.findings.length || silentShare(other) - silentShare(one),
    )
}

function silentShare({ findings }: SuspectSensor): number {
  const [share = 0] = findings.flatMap((one) =>
    one.kind === 'silent' ? [one.silentHours / one.hours] : [],
  )
  return share
}

/**
 * Returns the days whose findings put current figures and verdicts about sizes in doubt: the last seven completed days.
 *
 * @param today the beginning of the current day, in Unix milliseconds
 */
export function recentSensorPeriod(today: number, zone: TimeZone): Period | null {
  return sensorPeriod({ from: 0, to: today }, today, zone)
}

/**
 * Returns the days of a period that are examined: the last seven days that are over. Null if no day is over.
 *
 * @param today the beginning of the current day, in Unix milliseconds
 */
export function sensorPeriod({ from, to }: Period, today: number, zone: TimeZone): Period | null {
  const end = Math.min(to, today)
  const first = startOfLocalDate(addDays(localDateAt(end, zone), -sensorDays), zone)
  const start = Math.max(from, first)
  return start < end ? { from: start, to: end } : null
}
