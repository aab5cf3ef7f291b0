import type { UseQueryResult } from '@tanstack/react-query'
import type { OverCapacity } from '#src/contract/insights.ts'
import { ReportPlaceholder, ReportSection } from '#src/components/report/report-page.tsx'
import { TableHead } from '#src/components/ui/table-head.tsx'
import { formatCalendarDay, formatTime, withZone } from '#src/format/dates.ts'
import * as sizes from '#messages/insight-sizes.ts'
import { hours } from '#messages/insights.ts'
import * as text from '#messages/report.ts'
import { EventPeople } from '#src/features/insights/over-capacity.tsx'
import { SuspectMark } from '#src/features/insights/suspects.tsx'
import type { InsightsView } from '#src/features/insights/insights-view.ts'

/** Number of events that fit on the page. */
export const maxEvents = 5

/** The latest times at which rooms had more people than their capacity, and the number of all such times. */
export function ReportOverCapacity({
  view: { roomsById, zone },
  overCapacity: { data, error },
}: {
  view: Pick<InsightsView, 'roomsById' | 'zone'>
  overCapacity: Pick<UseQueryResult<OverCapacity>, 'data' | 'error'>
}) {
  const count = (data?.events.length ?? 0) + (data?.more ?? 0)
  const shown = (data?.events.slice(0, maxEvents) ?? []).map((event) => ({
    ...event,
    zone: roomsById.get(event.room)?.zone ?? zone,
  }))
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
            {shown.map(({ room, from, to, people, capacity, complete, zone: own }) => (
              <tr key={`${room} ${from}`}>
                <th scope="row">
                  <SuspectMark roomId={room} isLabelled={false} />
                  {roomsById.get(room)?.name ?? room}
                </th>
                <td className="report-left report-muted">{formatCalendarDay(from, own, true)}</td>
                <td>
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
