import type { SensorFinding } from '#src/domain/insights/sensor-findings.ts'
import * as text from '#messages/sensor-findings.ts'

/**
 * Describes a finding about a sensor, as a sentence.
 *
 * @param getSensorName returns the name of a sensor by address
 */
export function describeFinding(
  finding: SensorFinding,
  getSensorName: (mac: string) => string,
): string {
  switch (finding.kind) {
    case 'never-above-one':
      return text.neverAboveOne(finding.days, finding.minutesInUse)
    case 'never-zero':
      return text.neverZero(finding.nightMinutes)
    case 'twin':
      return text.twin(getSensorName(finding.mac), finding.days)
    case 'silent':
      return text.silent(finding.silentHours, finding.hours)
  }
}
