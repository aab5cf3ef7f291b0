import { useMemo, type ReactNode } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { OverCapacity, RoomInsights } from '#src/contract/insights.ts'
import {
  ReportChange,
  ReportCoverage,
  ReportEquation,
  ReportFigure,
  ReportOverview,
} from '#src/components/report/report-figures.tsx'
import {
  ReportPlaceholder,
  ReportSection,
  ReportSheet,
} from '#src/components/report/report-page.tsx'
import {
  computeTypicalDay,
  countTypicalDays,
  listOpenDates,
} from '#src/domain/insights/place-hours.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { formatTime } from '#src/format/dates.ts'
import { formatDuration } from '#src/format/durations.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatDay } from '#src/format/periods.ts'
import { formatDaysOfYear } from '#src/format/report.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import * as insights from '#messages/insights.ts'
import * as text from '#messages/report.ts'
import { buildDayPlot } from '#src/features/insights/day-plot-model.ts'
import { DayPlot } from '#src/features/insights/day-plot.tsx'
import { sharesOfPlace } from '#src/features/insights/headline.tsx'
import type { InsightsParams } from '#src/features/insights/insights-params.ts'
import type { InsightsView } from '#src/features/insights/insights-view.ts'
import { DayLegend } from '#src/features/insights/typical-day.tsx'
import type { useInsightsFigures } from '#src/features/insights/use-insights-figures.ts'
import { describeFilters, describePlace, listRules, listZones } from './place-text.ts'
import { ReportOverCapacity } from './report-over-capacity.tsx'
import { ReportRooms } from './report-rooms.tsx'
import { ReportSizes } from './report-sizes.tsx'
import { ReportWeek } from './report-week.tsx'

type Figures = ReturnType<typeof useInsightsFigures>

/** The figures of a place on one page of paper. */
export function PlaceSheet({
  view,
  params,
  topology,
  figures,
  current,
  overCapacity,
  note,
  address,
}: {
  view: InsightsView
  params: InsightsParams
  topology: Topology | undefined
  figures: Figures
  current: RoomInsights
  overCapacity: Pick<UseQueryResult<OverCapacity>, 'data' | 'error'>
  /** Explains why the history is incomplete; empty if it is complete. */
  note: ReactNode
  address: string
}) {
  const { zone } = view
  const hours = figures.hours.data ?? null
  return (
    <ReportSheet
      name={describePlace(topology, params.place)}
      lines={[
        text.useOfRooms(
          view.rooms.length,
          formatDaysOfYear(view.period.from, view.period.to, zone),
          listZones(view),
        ),
        ...describeFilters(params, topology),
      ]}
      zone={zone}
      rules={listRules(view, current, {
        hours,
        hasBefore: figures.before.data?.rooms.some(({ knownHours }) => knownHours > 0) === true,
        withheldRooms: figures.moments.moments?.withheldRooms ?? 0,
        hasHourly:
          (figures.moments.moments?.hourly.length ?? 0) > 0 ||
          overCapacity.data?.events.some(({ estimated }) => estimated) === true,
      })}
      address={address}
    >
      <div className="place-report">
        <div>
          {note}
          {figures.current.error && <OutOfDate updatedAt={figures.current.updatedAt} />}
        </div>
        <Overview {...{ view, figures, current }} />
        <div className="report-pair">
          <Day {...{ view, figures }} />
          <ReportWeek hours={figures.hours} dates={view.dates} />
        </div>
        <ReportRooms
          {...{ view, params, current }}
          eightWeeks={figures.eightWeeks}
          suspects={figures.sensors.suspects}
          verdictSuspects={figures.verdictSuspects}
        />
        <div className="report-pair report-pair-sizes">
          <ReportSizes view={view} hours={hours} moments={figures.moments} />
          <ReportOverCapacity view={view} overCapacity={overCapacity} />
        </div>
      </div>
    </ReportSheet>
  )
}

/** States how old the figures are after a failed request. */
function OutOfDate({ updatedAt }: { updatedAt: number }) {
  // `updatedAt` is a time of the device's clock.
  const age = useServerClock(() => formatDuration(Date.now() - updatedAt))
  return <p role="status">{text.outOfDate(age)}</p>
}

function Overview({
  view,
  figures: { before, moments, momentsBefore },
  current,
}: {
  view: InsightsView
  figures: Figures
  current: RoomInsights
}) {
  const shares = sharesOfPlace(current, view)
  return (
    <ReportOverview>
      <Peak zone={view.zone} progress={moments} before={momentsBefore} />
      <ReportEquation
        shares={shares}
        before={view.before && before.data ? sharesOfPlace(before.data, view) : null}
        usedFrom={current.usedFromMinutes}
      />
      <ReportCoverage {...shares} />
    </ReportOverview>
  )
}

function Peak({
  zone,
  progress: { moments, done, weeks, error },
  before,
}: {
  zone: TimeZone
  progress: Figures['moments']
  before: Figures['momentsBefore']
}) {
  const isWhole = done === weeks
  const peak = isWhole ? (moments?.peak ?? null) : null
  return (
    <ReportFigure
      label={text.mostAtOnce}
      value={peak && `${formatNumber(peak.people)}${peak.complete ? '' : '+'}`}
      {...(peak && { unit: text.people(peak.people) })}
      note={
        <>
          {!isWhole && <p>{error ? text.figuresMissing : insights.findingPeak(done, weeks)}</p>}
          {isWhole && peak === null && <p>{text.noPeak}</p>}
          {peak && (
            <p>{insights.dayAndTime(formatDay(peak.at, zone), formatTime(peak.at, zone))}</p>
          )}
          {peak && peak.knownRooms < peak.rooms && (
            <p>{insights.knownAtPeak(peak.knownRooms, peak.rooms)}</p>
          )}
        </>
      }
      change={
        peak &&
        before?.peak && (
          <ReportChange
            amount={peak.people - before.peak.people}
            size={formatNumber(Math.abs(peak.people - before.peak.people))}
            from={formatNumber(before.peak.people)}
          />
        )
      }
    />
  )
}

/** Size of the chart in pixels. It scales with the page. */
const chartSize = { width: 338, height: 158 }

function Day({ view, figures }: { view: InsightsView; figures: Figures }) {
  const { data, error } = figures.hours
  const earlier = figures.hoursBefore.data
  const day = useMemo(() => (data ? computeTypicalDay(data.hours) : null), [data])
  const before = useMemo(() => (earlier ? computeTypicalDay(earlier.hours) : null), [earlier])
  const hasBefore = before?.some(({ median }) => median !== null) === true
  const days = data ? listOpenDates(data.hours).length : 0
  const hasData = day?.some(({ median }) => median !== null) === true
  return (
    <ReportSection
      title={insights.typicalDay}
      {...(hasData && { note: insights.typicalDayNote(countTypicalDays(data?.hours ?? [])) })}
    >
      {day === null ? (
        <ReportPlaceholder error={error} />
      ) : hasData ? (
        <figure className="m-0" aria-label={insights.typicalDayName(view.dates)}>
          <DayPlot model={buildDayPlot(day, before, chartSize)} selected={null} />
          <DayLegend before={hasBefore ? (view.before?.dates ?? null) : null} />
        </figure>
      ) : (
        <p className="report-muted">{days === 0 ? insights.closedPeriod : insights.noData}</p>
      )}
    </ReportSection>
  )
}
