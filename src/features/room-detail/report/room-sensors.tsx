import { useQuery } from '@tanstack/react-query'
import { ReportPlaceholder, ReportSection } from '#src/components/report/report-page.tsx'
import type { useSuspectSensors } from '#src/data/insights/use-suspect-sensors.ts'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { describeFinding } from '#src/format/sensor-findings.ts'
import { sensorLabels, shortenMac } from '#src/format/sensor-labels.ts'
import * as findingText from '#messages/sensor-findings.ts'
import * as text from '#messages/report.ts'

/** Number of findings that fit on the page. */
const maxFindings = 3

/** The findings about the sensors of a room over the period, because they can mean that its figures are wrong. */
export function ReportSensors({
  room,
  isChecked,
  sensors: { data, suspects, error },
}: {
  room: LiveRoom
  /** Whether a day of the period is over, so that the sensors are checked. */
  isChecked: boolean
  sensors: ReturnType<typeof useSuspectSensors>
}) {
  const { data: directory } = useQuery(sensorDirectoryQuery())
  const macs = [
    ...room.occupancy.contributions.map(({ mac }) => mac),
    ...suspects.map(({ mac }) => mac),
  ]
  const labels = sensorLabels([...new Set(macs)], room.id, directory)
  const getSensorName = (mac: string) =>
    labels.find((label) => label.mac === mac)?.name ?? shortenMac(mac)
  const notes = suspects.flatMap(({ mac, findings }) =>
    findings.map((finding) =>
      findingText.suspectNote(
        getSensorName(mac),
        describeFinding(finding, getSensorName),
        findingText.effects[finding.kind],
      ),
    ),
  )
  const total = data?.sensors.length ?? 0
  return (
    <ReportSection title={text.sensors}>
      {!isChecked ? (
        <p className="report-muted">{text.noWholeDay}</p>
      ) : !data ? (
        <ReportPlaceholder error={error} />
      ) : notes.length === 0 ? (
        <p className="report-muted">
          {data.withheldRooms > 0
            ? text.smallRoomSensors
            : total === 0
              ? findingText.noSensors
              : findingText.noSuspects(total)}
        </p>
      ) : (
        <>
          {notes.slice(0, maxFindings).map((note) => (
            <p key={note}>{note}</p>
          ))}
          {notes.length > maxFindings && (
            <p className="report-muted">{text.moreFindings(notes.length - maxFindings)}</p>
          )}
        </>
      )}
    </ReportSection>
  )
}
