import { TriangleAlert } from 'lucide-react'
import type { SuspectSensor } from '#src/domain/insights/sensor-findings.ts'
import { describeFinding } from '#src/format/sensor-findings.ts'
import * as text from '#messages/sensor-findings.ts'

/**
 * States the findings about the sensors of a room, because they can mean that its figures are wrong. Renders nothing
 * without findings.
 *
 * @param isRecent whether the findings are of the last seven days instead of the period of the figures
 */
export function SuspectNotes({
  suspects,
  getSensorName,
  isRecent = false,
}: {
  suspects: readonly SuspectSensor[]
  getSensorName: (mac: string) => string
  isRecent?: boolean
}) {
  const describe = isRecent ? text.recentSuspectNote : text.suspectNote
  return suspects.flatMap(({ mac, findings }) =>
    findings.map((finding) => (
      <p key={`${mac} ${finding.kind}`} className="mt-2 flex items-start gap-1.5 text-busy-ink">
        <TriangleAlert className="mt-0.5 size-4 flex-none" strokeWidth={1.5} aria-hidden="true" />
        {describe(
          getSensorName(mac),
          describeFinding(finding, getSensorName),
          text.effects[finding.kind],
        )}
      </p>
    )),
  )
}
