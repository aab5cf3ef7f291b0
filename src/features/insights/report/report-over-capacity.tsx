import type { UseQueryResult } from '@tanstack/react-query'
import type { OverCapacity } from '#src/contract/insights.ts'
import { ReportPlaceholder, ReportSection } from '#src/components/report/report-page.tsx'
import { TableHead } from '#src/components/ui/table-head.tsx'
import { formatCalendarDay, formatTime, withZone } from '#src/format/dates.ts'
import * as sizes from '#messages/insight-sizes.ts'
import { hours } from '#messages/insights.ts'
import * as text from '#messages/report.ts'
import { EventPeople } from '#src/features/insights/over-capacity.tsx'
import { SuspectMark, useSuspectRooms } from '#src/features/insights/suspects.tsx'
import type { InsightsView } from '#src/features/insights/insights-view.ts'
import { countNameLines, fitRows } from './fit-rows.ts'

/** Number of events that fit on the page if each takes one line. */
export const maxEvents = 5
/** Width of the column of names in place-report.css, in CSS pixels. */
const nameWidth = 100

/** The latest times at which rooms had more people than their capacity, and the number of all such times. */
export function ReportOverCapacity({
  view: { roomsById, zone },
  overCapacity: { data, error },
}: {
  view: Pick<InsightsView, 'roomsById' | 'zone'>
  overCapacity: Pick<UseQueryResult<OverCapacity>, 'data' | 'error'>
}) {
  const count = (data?.events.length ?? 0) + (data?.more ?? 0)
  const suspectRooms = useSuspectRooms()
  const events = (data?.events ?? []).map((event) => ({
    ...event,
    name: roomsById.get(event.room)?.name ?? event.room,
    zone: roomsById.get(event.room)?.zone ?? zone,
  }))
  const shown = fitRows(events, maxEvents, ({ room, name, zone: own }) =>
    Math.max(
      countNameLines(name, nameWidth, suspectRooms.includes(room)),
      // The name of another time zone follows the times.
      own === zone ? 1 : 2,
    ),
  )
  return (
    <ReportSection
      title={text.overCapacity}
      {...(count > 0 && {
        note: count > shown.length ? text.latestTimes(shown.length, count) : text.times(count),
      })}
    >
      {!data ? (
        <ReportPlaceholder error={error} />
      ) : shown.length === 0 ? (
        <p className="report-muted">{sizes.neverOver}</p>
      ) : (
        <table className="report-table report-events" aria-label={text.overCapacity}>
          <TableHead
            columns={[
              text.columnRoom,
              { label: text.columnDay, className: 'report-left' },
              text.columnFromTo,
              text.columnPeople,
            ]}
          />
          <tbody>
            {shown.map(({ room, name, from, to, people, capacity, complete, zone: own }) => (
              <tr key={`${room} ${from}`}>
                <th scope="row">
                  <SuspectMark roomId={room} isLabelled={false} />
                  {name}
                </th>
                <td className="report-left report-muted">{formatCalendarDay(from, own, true)}</td>
                <td className="report-times">
                  {withZone(hours(formatTime(from, own), formatTime(to, own)), from, own, zone)}
                </td>
                <td>
                  <EventPeople {...{ people, capacity, complete }} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ReportSection>
  )
}
