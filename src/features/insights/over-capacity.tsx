import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { OverCapacity } from '#src/contract/insights.ts'
import type { TableData } from '#src/components/charts/data-table.tsx'
import { Button } from '#src/components/ui/button.tsx'
import { ScrollRegion } from '#src/components/ui/scroll-region.tsx'
import { TableHead } from '#src/components/ui/table-head.tsx'
import { overCapacityQuery } from '#src/data/insights/insights-queries.ts'
import { minute } from '#src/domain/time/duration.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatTime, withZone } from '#src/format/dates.ts'
import { formatIsoTime } from '#src/format/iso-time.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatDay } from '#src/format/periods.ts'
import { Link } from '#src/lib/navigation.tsx'
import { tableRegion } from '#messages/charts.ts'
import * as text from '#messages/insight-sizes.ts'
import { InsightsSection, SectionPlaceholder } from './insights-section.tsx'
import type { InsightsParams } from './insights-params.ts'
import type { InsightsRoom } from './insights-rooms.ts'
import type { InsightsView } from './insights-view.ts'
import { roomColumns, toRoomCells } from './room-cells.ts'
import { roomRangeHref } from './room-link.ts'
import { SuspectMark } from './suspects.tsx'

/** Number of events that the section shows at first. */
const firstEvents = 7
/** Maximum number of events in the table. The CSV file contains all events that the gateway returned. */
const maxEvents = 100

/** The times at which rooms had more people than their capacity. */
export function OverCapacitySection({
  view,
  params,
  isEnabled,
}: {
  view: InsightsView
  params: InsightsParams
  /** Whether to send the request. */
  isEnabled: boolean
}) {
  const { data, error, isPlaceholderData } = useQuery({
    ...overCapacityQuery(view.query),
    enabled: isEnabled,
    placeholderData: keepPreviousData,
  })
  const [showsAll, setShowsAll] = useState(false)
  const count = data?.events.length ?? 0
  const shown = data?.events.slice(0, showsAll ? maxEvents : firstEvents) ?? []
  return (
    <InsightsSection
      title={text.overCapacity}
      {...(count > 0 && { note: text.overCapacityNote(count + (data?.more ?? 0)) })}
      table={data && count > 0 ? toTable(data, view) : null}
      exportHeading={
        data && data.more > 0
          ? {
              ...view.exportHeading,
              details: [
                ...view.exportHeading.details,
                [text.exportMissing, text.moreEvents(data.more)],
              ],
            }
          : view.exportHeading
      }
      isTable
      isWaiting={isPlaceholderData}
    >
      {!data ? (
        <SectionPlaceholder title={text.overCapacity} error={error} />
      ) : (
        <>
          {count === 0 ? (
            <p className="insights-empty">{text.neverOver}</p>
          ) : (
            <EventTable events={shown} view={view} params={params} />
          )}
          <div className="insights-more">
            <p>
              {text.endsAfter} {text.notSafety}
              {data.withheldRooms > 0 && ` ${text.smallRoomsLeftOut(data.withheldRooms)}`}
              {showsAll && count > maxEvents && ` ${text.newestEvents(maxEvents, count)}`}
              {data.more > 0 && ` ${text.moreEvents(data.more)}`}
              {data.events.some(({ estimated }) => estimated) && ` ${text.hourlyEvents}`}
            </p>
            {count > firstEvents && (
              <Button onClick={() => setShowsAll(!showsAll)}>
                {showsAll ? text.showFewerEvents : text.showAllEvents(Math.min(count, maxEvents))}
              </Button>
            )}
          </div>
        </>
      )}
    </InsightsSection>
  )
}

const eventColumns = [
  text.columnRoom,
  { label: text.columnDay, className: 'insights-left' },
  text.columnStart,
  text.columnEnd,
  text.columnLasted,
  text.columnMost,
]

function EventTable({
  events,
  view: { roomsById, zone },
  params,
}: {
  events: OverCapacity['events']
  view: InsightsView
  params: InsightsParams
}) {
  return (
    <ScrollRegion label={tableRegion(text.overCapacity)}>
      <table className="insights-table insights-events" aria-label={text.overCapacity}>
        <TableHead columns={eventColumns} />
        <tbody>
          {events.map((event) => (
            <EventRow
              key={`${event.room} ${event.from}`}
              event={event}
              room={roomsById.get(event.room)}
              mainZone={zone}
              params={params}
            />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

/** An event, with times in the time zone of its room. Names the zone if it differs from the main zone. */
function EventRow({
  event: { room: id, from, to, people, capacity, complete, estimated },
  room,
  mainZone,
  params,
}: {
  event: OverCapacity['events'][number]
  room: InsightsRoom | undefined
  mainZone: TimeZone
  params: InsightsParams
}) {
  const zone = room?.zone ?? mainZone
  const toTime = (at: number) => withZone(formatTime(at, zone), at, zone, mainZone)
  return (
    <tr>
      <th scope="row">
        <SuspectMark roomId={id} isLabelled={false} />
        <Link href={roomRangeHref(id, params.range)}>{room?.name ?? id}</Link>
      </th>
      <td className="insights-left">{formatDay(from, zone)}</td>
      <td>{toTime(from)}</td>
      <td>{toTime(to)}</td>
      <td>
        {text.duration((to - from) / minute)}
        {estimated && ` (${text.estimate})`}
      </td>
      <td>
        <EventPeople {...{ people, capacity, complete }} />
      </td>
    </tr>
  )
}

/** The peak of an event and the capacity of its room. The peak has a `+` if a sensor had no data. */
export function EventPeople({
  people,
  capacity,
  complete,
}: Pick<OverCapacity['events'][number], 'people' | 'capacity' | 'complete'>) {
  return (
    <>
      <b className="insights-over">
        {formatNumber(people)}
        {!complete && '+'}
      </b>{' '}
      {text.ofCapacity(capacity)}
    </>
  )
}

/** Returns the events as a table to export. Times are in the time zone of each room. */
function toTable({ events }: OverCapacity, { roomsById, zone, dates }: InsightsView): TableData {
  return {
    caption: `${text.overCapacity}, ${dates}`,
    columns: [
      ...roomColumns,
      text.columnStart,
      text.columnEnd,
      text.columnMinutes,
      text.columnMost,
      text.columnCapacity,
      text.columnComplete,
      text.columnEstimate,
    ],
    rows: events.map(({ room, from, to, people, capacity, complete, estimated }) => [
      ...toRoomCells(room, roomsById.get(room)),
      formatIsoTime(from, roomsById.get(room)?.zone ?? zone),
      formatIsoTime(to, roomsById.get(room)?.zone ?? zone),
      (to - from) / minute,
      people,
      capacity,
      complete ? text.yes : text.no,
      estimated ? text.yes : text.no,
    ]),
  }
}
