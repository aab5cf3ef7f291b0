import type { RoomHistory } from '#src/contract/history.ts'
import type { RoomInsight, RoomInsights } from '#src/contract/insights.ts'
import {
  ReportCoverage,
  ReportEquation,
  ReportFigure,
  ReportOverview,
} from '#src/components/report/report-figures.tsx'
import { ReportSheet } from '#src/components/report/report-page.tsx'
import type { SuspectSensor } from '#src/domain/insights/sensor-findings.ts'
import type { useSuspectSensors } from '#src/data/insights/use-suspect-sensors.ts'
import { useTopology } from '#src/data/topology/queries.ts'
import type { Opening } from '#src/domain/history/opening-hours.ts'
import type { Period } from '#src/domain/history/ranges.ts'
import type { RightSizeRule } from '#src/domain/insights/right-size.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { findFloorLocation, locateFloors, type Topology } from '#src/domain/topology/topology.ts'
import { formatTime, formatTimeZone } from '#src/format/dates.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatOpeningHours } from '#src/format/opening-hours.ts'
import { formatPercentage } from '#src/format/percentages.ts'
import { formatDay, formatDays } from '#src/format/periods.ts'
import { formatDaysOfYear } from '#src/format/report.ts'
import * as figureText from '#messages/room-figures.ts'
import * as historyText from '#messages/room-history.tsx'
import * as rooms from '#messages/insight-rooms.ts'
import * as text from '#messages/report.ts'
import { createCellScale } from '#src/features/room-detail/history/cell-scale.ts'
import { useRoomOpening } from '#src/features/room-detail/history/opening.ts'
import { toShares } from '#src/features/room-detail/history/use-equation.tsx'
import type { Comparison } from '#src/features/room-detail/history/use-comparison.ts'
import { ReportDays, ReportGroupSizes, ReportWeekHours, type ChartView } from './room-charts.tsx'
import { ReportGroups, ReportRightSize } from './room-size.tsx'
import { ReportSensors } from './room-sensors.tsx'

type Props = {
  room: LiveRoom
  zone: TimeZone
  history: RoomHistory
  period: Period
  comparison: Comparison | null
  /** The period of the verdict about the size. */
  eightWeeks: Period
  /** The beginning of the current day, in Unix milliseconds. */
  today: number
  sensors: ReturnType<typeof useSuspectSensors>
  /** The sensors that put the verdict about the size in doubt; null until they are loaded. */
  verdictSuspects: readonly SuspectSensor[] | null
  /** Whether a day of the period is over, so that the sensors are checked. */
  areSensorsChecked: boolean
  /** A sentence about why the last request failed; null if it succeeded. */
  error: string | null
  /** The figures over the period; null until they are loaded. */
  insight: RoomInsight | null
  /** The figures over the eight weeks. */
  judged: { data: RoomInsights | undefined; error: Error | null }
  rule: RightSizeRule
  address: string
}

/** The figures of a room on one page of paper. */
export function RoomSheet(props: Props) {
  const { room, zone, history, period, comparison, eightWeeks, today, rule, address } = props
  const { topology } = useTopology()
  const opening = useRoomOpening(room.floorId)
  const previous = comparison?.previous ?? null
  const eightWeeksDates = formatDays(eightWeeks.from, eightWeeks.to, zone, today)
  const view: ChartView = {
    history,
    previous,
    zone,
    opening,
    dates: formatDays(period.from, period.to, zone, today),
    scale: createCellScale(history.capacity, history.peak?.people ?? 0, room.busyThreshold),
  }
  return (
    <ReportSheet
      name={room.name}
      lines={[
        describeRoom(room, history.capacity, topology),
        text.useOfRoom(
          formatDaysOfYear(period.from, period.to, zone),
          formatTimeZone(zone, period.from, period.to - 1),
        ),
      ]}
      zone={zone}
      rules={listRules({ history, opening, comparison, eightWeeksDates, rule })}
      address={address}
    >
      <div className="room-report">
        <Notes history={history} error={props.error} note={comparison?.note ?? null} />
        <Overview history={history} previous={previous} zone={zone} />
        <div className="report-pair">
          <ReportRightSize
            {...{ room, rule }}
            capacity={history.capacity}
            judged={props.judged}
            suspects={props.verdictSuspects}
            dates={eightWeeksDates}
          />
          <ReportGroups history={history} insight={props.insight} zone={zone} />
        </div>
        <div className="report-pair">
          <ReportWeekHours view={view} />
          <ReportGroupSizes view={view} />
        </div>
        {history.days.length > 1 && <ReportDays view={view} />}
        <ReportSensors room={room} isChecked={props.areSensorsChecked} sensors={props.sensors} />
      </div>
    </ReportSheet>
  )
}

function describeRoom(
  { kind, floorId }: LiveRoom,
  capacity: number | null,
  topology: Topology | undefined,
): string {
  const { label, siteId } = findFloorLocation(locateFloors(topology), floorId)
  const site = topology?.sites.find(({ id }) => id === siteId)?.name ?? ''
  const seats = capacity === null ? figureText.noCapacity : figureText.seats(capacity)
  return [kind, seats, label, label.includes(site) ? '' : site].filter(Boolean).join(' · ')
}

/** Returns how the figures are calculated, as sentences. */
function listRules({
  history,
  opening,
  comparison,
  eightWeeksDates,
  rule,
}: {
  history: RoomHistory
  opening: Opening
  comparison: Comparison | null
  eightWeeksDates: string
  rule: RightSizeRule
}): string[] {
  const hours = formatOpeningHours(opening.hours)
  return [
    hours === '' ? text.openingHours(text.neverOpen) : text.openingHours(`${hours}.`),
    text.usedRule(history.openUse.usedFromMinutes),
    text.equationRule(1, 1),
    text.peakRule(0),
    ...(comparison?.previous ? [text.comparedWith(comparison.dates)] : []),
    text.eightWeeks(eightWeeksDates),
    rooms.rule(
      formatPercentage(rule.seatsShare),
      formatPercentage(rule.servedShare),
      formatPercentage(rule.overCapacityShare),
    ),
  ]
}

/** States what limits the figures: a failed request, missing or hourly data. */
function Notes({
  history,
  error,
  note,
}: {
  history: RoomHistory
  error: string | null
  note: string | null
}) {
  const { coverage, provisionalFrom, resolution, isMinuteDataWithheld } = history
  const notes = [
    ...(error === null ? [] : [historyText.updateFailed(error)]),
    ...(note === null ? [] : [note]),
    ...(provisionalFrom === null ? [] : [figureText.provisional]),
    ...(isMinuteDataWithheld
      ? [historyText.smallRoom]
      : resolution === 'hour'
        ? [figureText.hourlyData]
        : []),
    ...(coverage.estimated ? [figureText.estimated] : []),
  ]
  return notes.length > 0 && <p className="report-note">{notes.join(' ')}</p>
}

function Overview({
  history,
  previous,
  zone,
}: {
  history: RoomHistory
  previous: RoomHistory | null
  zone: TimeZone
}) {
  const { peak, capacity, openUse } = history
  const shares = toShares(history)
  return (
    <ReportOverview>
      <ReportFigure
        label={text.mostAtOnce}
        value={peak && `${formatNumber(peak.people)}${peak.complete ? '' : '+'}`}
        {...(capacity !== null && { unit: figureText.ofSeats(capacity) })}
        note={
          peak === null
            ? text.noPeak
            : peak.people > 0 && `${formatDay(peak.at, zone)}, ${formatTime(peak.at, zone)}`
        }
      />
      <ReportEquation
        shares={shares}
        before={previous && toShares(previous)}
        usedFrom={openUse.usedFromMinutes}
      />
      <ReportCoverage {...shares} />
    </ReportOverview>
  )
}
