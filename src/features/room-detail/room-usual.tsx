import './room-usual.css'
import type { UsualDay } from '#src/domain/history/usual.ts'
import type { DisplayedOccupancy } from '#src/domain/live-rooms/displayed-rooms.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { startOfLocalDate } from '#src/domain/time/local-date.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { Popover } from '#src/components/ui/popover.tsx'
import { UsualLabel } from '#src/components/occupancy/usual-label.tsx'
import { useUsual, type RoomUsual } from '#src/data/history/use-usual.ts'
import { formatCalendarDay, formatTime } from '#src/format/dates.ts'
import { formatDecimal } from '#src/format/decimals.ts'
import { formatDay } from '#src/format/periods.ts'
import { describeUsual } from '#src/format/usual-labels.ts'
import * as text from '#messages/usual.ts'
import { UsualExportButtons } from './usual-export.tsx'
import { UsualPlot } from './usual-plot.tsx'

/**
 * Shows how many people are usually in the room at this time, as a button that lists the days behind the range; on a closed
 * day, states that. Renders nothing without a history.
 */
export function RoomUsualLine({
  room,
  view,
  zone,
}: {
  room: LiveRoom
  view: DisplayedOccupancy
  zone: TimeZone
}) {
  const { usual: loaded, hasHistory, error } = useUsual()
  if (loaded === null) {
    // Reserves the line, so that the sections below do not move when it loads.
    return hasHistory && error === null ? <div className="mt-1.5 h-5" /> : null
  }
  const usual = loaded.rooms.get(room.id)
  if (usual === undefined) {
    return <p className="mt-1.5 text-ink-muted">{text.closedTodayInRoom}</p>
  }
  const label = describeUsual(view, room.capacity, usual)
  return (
    <div className="mt-1.5">
      <Popover
        label={text.details}
        button={<UsualLabel label={label} />}
        buttonClassName="room-usual"
        align="left"
        className="room-usual-details"
      >
        <UsualDetails {...{ room, usual, zone }} />
      </Popover>
    </div>
  )
}

function UsualDetails({
  room,
  usual: { from, to, weekday, days, usual, averages },
  zone,
}: {
  room: LiveRoom
  usual: RoomUsual
  zone: TimeZone
}) {
  const hours = text.hours(formatTime(from, zone), formatTime(to, zone))
  const [first] = averages
  if (usual === null) {
    return (
      <>
        <p className="font-semibold">{text.noUsualInRoom(room.name)}</p>
        <p className="text-ink-muted">{text.tooFewDays(days, weekday, hours)}</p>
        <p className="text-ink-faint">{text.rule}</p>
      </>
    )
  }
  const describeDays = averages.length > 0 ? text.dots : text.noDots
  const isCounted = room.capacity !== 1 || averages.length > 0
  const range = text.numbers(usual.lower, usual.upper)
  return (
    <>
      <p className="font-semibold">
        {isCounted
          ? text.usuallyInRoom(usual.lower, usual.upper, room.name)
          : text.usualState(usual.median > 0, room.name)}
      </p>
      <p className="text-ink-muted">
        {first === undefined
          ? text.weekdayHours(weekday, hours)
          : text.weekdayHoursSince(
              weekday,
              hours,
              formatCalendarDay(startOfLocalDate(first.date, zone), zone, true),
            )}
      </p>
      {averages.length > 0 && <UsualPlot {...{ usual, averages }} capacity={room.capacity} />}
      <p className="text-ink-muted">
        {isCounted ? describeDays(days, weekday, range) : text.noNumbers(days, weekday)}
      </p>
      <DayList {...{ averages, zone }} />
      {isCounted && <p className="text-ink-faint">{text.rule}</p>}
      {averages.length > 0 && (
        <UsualExportButtons {...{ room, usual, averages, weekday, hours, days, zone }} />
      )}
    </>
  )
}

/** Lists the averages of the days for screen readers. */
function DayList({ averages, zone }: { averages: readonly UsualDay[]; zone: TimeZone }) {
  if (averages.length === 0) return null
  return (
    <ul className="sr-only">
      {averages.map(({ date, people }) => (
        <li key={date}>
          {text.day(formatDay(startOfLocalDate(date, zone), zone), formatDecimal(people))}
        </li>
      ))}
    </ul>
  )
}
