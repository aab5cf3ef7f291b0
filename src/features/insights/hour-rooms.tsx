import { useQuery } from '@tanstack/react-query'
import type { RoomInsight } from '#src/contract/insights.ts'
import { ExportButtons } from '#src/components/ui/export-buttons.tsx'
import { ScrollRegion } from '#src/components/ui/scroll-region.tsx'
import { TableHead } from '#src/components/ui/table-head.tsx'
import { roomInsightsQuery } from '#src/data/insights/insights-queries.ts'
import type { WeekCell } from '#src/domain/insights/place-hours.ts'
import {
  addDays,
  localDateAt,
  startOfLocalDate,
  weekdayOfDate,
} from '#src/domain/time/local-date.ts'
import { atLocalHour } from '#src/domain/time/local-time.ts'
import { formatTime } from '#src/format/dates.ts'
import { formatDay } from '#src/format/periods.ts'
import { replayHref } from '#src/lib/replay-params.ts'
import { serverClock } from '#src/lib/server-clock.ts'
import { replayAt } from '#messages/replay.ts'
import { formatNumber } from '#src/format/numbers.ts'
import type { TableExport } from '#src/lib/csv.ts'
import { Link } from '#src/lib/navigation.tsx'
import { tableRegion } from '#messages/charts.ts'
import * as text from '#messages/insights.ts'
import { SectionPlaceholder } from './insights-section.tsx'
import type { ChangeInsightsParams, InsightsParams } from './insights-params.ts'
import type { InsightsRoom } from './insights-rooms.ts'
import type { InsightsView } from './insights-view.ts'
import { roomColumns, toRoomCells } from './room-cells.ts'
import { roomRangeHref } from './room-link.ts'
import { hourSpan } from './typical-day.tsx'

/** Number of rooms in the sentence. */
const namedRooms = 5
/** Maximum number of rooms in the table. The CSV file contains all rooms. */
const listedRooms = 50

type HourRoom = { room: InsightsRoom; insight: RoomInsight; people: number }

/** The rooms in use in an hour of the week: the busiest in a sentence, and more in a table. */
export function HourRooms({
  view,
  params,
  cell: { weekday, hour, days, isOpen },
  change,
  isEnabled,
}: {
  view: InsightsView
  params: InsightsParams
  cell: WeekCell
  change: ChangeInsightsParams
  /** Whether to send the request. */
  isEnabled: boolean
}) {
  const { data, error } = useQuery({
    ...roomInsightsQuery({ ...view.query, weekday, hour }),
    enabled: isEnabled,
  })
  const title = text.selectedHour(text.weekdays[weekday] ?? '', hourSpan(hour))
  if (!data && error) return <SectionPlaceholder title={title} error={error} />
  const rooms = data ? toHourRooms(data.rooms, view, isOpen) : []
  const latest = latestHour(view, weekday, hour)
  const named = rooms
    .slice(0, namedRooms)
    .map(({ room, people }) => text.roomOfHour(room.name, people))
  return (
    <>
      <p className="insights-hour">
        {data ? (
          <>
            <b>{title}</b> {text.onDays(days)}{' '}
            {rooms.length === 0
              ? text.noRoomInUse
              : text.roomsOfHour(isOpen, named, rooms.length - named.length)}
          </>
        ) : (
          text.loadingSection(title)
        )}{' '}
        {/* Also while data loads, so that the next Tab from a cell reaches the button. */}
        {(!data || rooms.length > 0) && (
          <button
            type="button"
            aria-expanded={params.showsHourRooms}
            className="insights-link"
            onClick={() => change({ showsHourRooms: !params.showsHourRooms })}
          >
            {params.showsHourRooms ? text.hideRooms : text.seeRooms}
          </button>
        )}
        {latest !== null && (
          <>
            {' · '}
            <Link href={replayHref(latest, params.place)} className="insights-link">
              {replayAt(
                text.dayAndTime(formatDay(latest, view.zone), formatTime(latest, view.zone)),
              )}
            </Link>
          </>
        )}
      </p>
      {params.showsHourRooms && rooms.length > 0 && (
        <HourTable {...{ title, view, params, rooms, isOpen }} />
      )}
    </>
  )
}

/** Returns the latest past instant in the period at which an hour of the week begins; null if there is none. */
function latestHour({ period, zone }: InsightsView, weekday: number, hour: number): number | null {
  const last = localDateAt(Math.min(period.to, serverClock.now()) - 1, zone)
  const days = (weekdayOfDate(last) - weekday + 7) % 7
  const at = atLocalHour(startOfLocalDate(addDays(last, -days), zone), zone, hour)
  return at >= period.from && at < Math.min(period.to, serverClock.now()) ? at : null
}

/** Returns the rooms that were in use in the hour, the busiest first. */
function toHourRooms(
  insights: readonly RoomInsight[],
  { roomsById }: InsightsView,
  isOpen: boolean,
): HourRoom[] {
  return insights
    .flatMap((insight): HourRoom[] => {
      const room = roomsById.get(insight.room)
      const people = isOpen ? averagePeople(insight) : (insight.peak ?? 0)
      return room && people > 0 ? [{ room, insight, people }] : []
    })
    .toSorted((one, other) => other.people - one.people)
}

/** Returns the average number of people over the known minutes within opening hours. */
function averagePeople({ minutesByPeople, knownOpenMinutes }: RoomInsight): number {
  const personMinutes = minutesByPeople.reduce(
    (sum, [people, minutes]) => sum + people * minutes,
    0,
  )
  return knownOpenMinutes === 0 ? 0 : personMinutes / knownOpenMinutes
}

function HourTable({
  title,
  view,
  params,
  rooms,
  isOpen,
}: {
  title: string
  view: InsightsView
  params: InsightsParams
  rooms: readonly HourRoom[]
  isOpen: boolean
}) {
  const columns = [
    text.columnRoom,
    ...(isOpen ? [text.columnAverage, text.columnInUse] : []),
    text.columnPeak,
  ]
  return (
    <div className="insights-hour-rooms">
      <ScrollRegion
        label={tableRegion(text.roomsOfHourTitle(title))}
        className="insights-hour-list"
      >
        <table className="insights-table" aria-label={text.roomsOfHourTitle(title)}>
          <TableHead columns={columns} />
          <tbody>
            {rooms.slice(0, listedRooms).map(({ room, insight, people }) => (
              <tr key={room.id}>
                <th scope="row">
                  <Link href={roomRangeHref(room.id, params.range)}>{room.name}</Link>
                </th>
                {isOpen && <td>{text.formatPeopleNumber(people)}</td>}
                {isOpen && <td>{text.usedOfHours(insight.usedHours, insight.knownHours)}</td>}
                <td>{formatNumber(insight.peak ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <div className="insights-more">
        <p>{rooms.length > listedRooms && text.listedOf(listedRooms, rooms.length)}</p>
        <ExportButtons
          label={text.roomsOfHourTitle(title)}
          className="insights-csv"
          getTable={() => toHourExport(title, rooms, isOpen, view)}
        />
      </div>
    </div>
  )
}

/** Returns all rooms of an hour of the week as a table to export. */
function toHourExport(
  title: string,
  rooms: readonly HourRoom[],
  isOpen: boolean,
  { exportHeading }: InsightsView,
): TableExport {
  return {
    ...exportHeading,
    title: `${exportHeading.title}, ${title}`,
    rows: [
      [
        ...roomColumns,
        ...(isOpen ? [text.columnAverage, text.columnUsedHours, text.columnKnownHours] : []),
        text.columnPeak,
      ],
      ...rooms.map(({ room, insight, people }) => [
        ...toRoomCells(room.id, room),
        ...(isOpen ? [people, insight.usedHours, insight.knownHours] : []),
        insight.peak,
      ]),
    ],
  }
}
