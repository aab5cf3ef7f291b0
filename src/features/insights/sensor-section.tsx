import { useState } from 'react'
import { maxSensorRooms } from '#src/contract/sensor-insights.ts'
import type { TableData } from '#src/components/charts/data-table.tsx'
import { Button } from '#src/components/ui/button.tsx'
import { ScrollRegion } from '#src/components/ui/scroll-region.tsx'
import { TableHead } from '#src/components/ui/table-head.tsx'
import type { useSuspectSensors } from '#src/data/insights/use-suspect-sensors.ts'
import type { SuspectSensor } from '#src/domain/insights/sensor-findings.ts'
import { formatMac } from '#src/format/sensor-labels.ts'
import { formatDays } from '#src/format/periods.ts'
import { describeFinding } from '#src/format/sensor-findings.ts'
import { Link } from '#src/lib/navigation.tsx'
import { smallRoomsLeftOut } from '#messages/insight-sizes.ts'
import { tableRegion } from '#messages/charts.ts'
import * as text from '#messages/sensor-findings.ts'
import type { InsightsParams } from './insights-params.ts'
import { InsightsSection, SectionPlaceholder } from './insights-section.tsx'
import type { InsightsView } from './insights-view.ts'
import { roomColumns, toRoomCells } from './room-cells.ts'
import { roomRangeHref } from './room-link.ts'
import { useSensorNames } from './suspects.tsx'

/** Number of sensors that the section shows at first. */
const firstSensors = 7
/** Maximum number of sensors in the table. The CSV file has all. */
const maxSensors = 100

/** The sensors with findings in the period. */
export function SensorSection({
  view,
  params,
  found: { data, suspects, error, isWaiting },
}: {
  view: Pick<InsightsView, 'rooms' | 'roomsById' | 'zone' | 'today' | 'exportHeading'>
  params: Pick<InsightsParams, 'range'>
  found: ReturnType<typeof useSuspectSensors>
}) {
  const [showsAll, setShowsAll] = useState(false)
  const getSensorName = useSensorNames()
  const dates = data && formatDays(data.from, data.to, view.zone, view.today)
  const total = data?.sensors.length ?? 0
  const shown = suspects.slice(0, showsAll ? maxSensors : firstSensors)
  return (
    <InsightsSection
      title={text.sensors}
      {...(dates !== undefined && { note: text.sensorsNote(dates) })}
      table={suspects.length > 0 ? toTable(suspects, view, getSensorName) : null}
      exportHeading={view.exportHeading}
      isTable
      isWaiting={isWaiting}
    >
      {view.rooms.length > maxSensorRooms ? (
        <p className="insights-empty">{text.tooManyRooms(maxSensorRooms)}</p>
      ) : !data ? (
        <SectionPlaceholder title={text.sensors} error={error} />
      ) : (
        <>
          {suspects.length === 0 ? (
            <p className="insights-empty">
              {total === 0 ? text.noSensors : text.noSuspects(total)}
            </p>
          ) : (
            <SensorTable {...{ suspects: shown, view, params, getSensorName }} />
          )}
          <div className="insights-more">
            <p>
              {suspects.length > 0 && `${text.others(total - suspects.length)} ${text.notCertain} `}
              {data.withheldRooms > 0 && smallRoomsLeftOut(data.withheldRooms)}
            </p>
            {suspects.length > firstSensors && (
              <Button onClick={() => setShowsAll(!showsAll)}>
                {showsAll ? text.showFewer : text.showAll(Math.min(suspects.length, maxSensors))}
              </Button>
            )}
          </div>
        </>
      )}
    </InsightsSection>
  )
}

const sensorColumns = [
  text.columns.sensor,
  { label: text.columns.room, className: 'insights-left' },
  { label: text.columns.finding, className: 'insights-left' },
]

function SensorTable({
  suspects,
  view: { roomsById },
  params,
  getSensorName,
}: {
  suspects: readonly SuspectSensor[]
  view: Pick<InsightsView, 'roomsById'>
  params: Pick<InsightsParams, 'range'>
  getSensorName: (mac: string) => string
}) {
  return (
    <ScrollRegion label={tableRegion(text.table)}>
      <table className="insights-table insights-sensors" aria-label={text.table}>
        <TableHead columns={sensorColumns} />
        <tbody>
          {suspects.map(({ mac, room, findings }) => (
            <tr key={`${mac} ${room}`}>
              <th scope="row">{getSensorName(mac)}</th>
              <td className="insights-left">
                <Link href={roomRangeHref(room, params.range)}>
                  {roomsById.get(room)?.name ?? room}
                </Link>
              </td>
              <td className="insights-left">
                {findings.map((finding) => (
                  <p key={finding.kind}>
                    {describeFinding(finding, getSensorName)}{' '}
                    <span>{text.effects[finding.kind]}</span>
                  </p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function toTable(
  suspects: readonly SuspectSensor[],
  { roomsById }: Pick<InsightsView, 'roomsById'>,
  getSensorName: (mac: string) => string,
): TableData {
  return {
    caption: text.sensors,
    columns: [
      text.columns.sensor,
      text.columns.mac,
      ...roomColumns,
      text.columns.finding,
      text.columns.evidence,
      text.columns.effect,
    ],
    rows: suspects.flatMap(({ mac, room, findings }) =>
      findings.map((finding) => [
        getSensorName(mac),
        formatMac(mac),
        ...toRoomCells(room, roomsById.get(room)),
        text.findingNames[finding.kind],
        describeFinding(finding, getSensorName),
        text.effects[finding.kind],
      ]),
    ),
  }
}
