import '#src/features/insights/insights.css'
import '#src/features/insights/insights-charts.css'
import '#src/features/insights/insights-week.css'
import '#src/features/insights/insights-ranking.css'
import '#src/features/insights/insights-sizes.css'
import './place-report.css'
import { memo } from 'react'
import { useQuery } from '@tanstack/react-query'
import { ReportPage, ReportSkeleton } from '#src/components/report/report-page.tsx'
import { historyStatusQuery, isHistoryAvailable } from '#src/data/history/history-queries.ts'
import { overCapacityQuery } from '#src/data/insights/insights-queries.ts'
import { fixRange } from '#src/domain/history/ranges.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { paths } from '#src/lib/routes.ts'
import * as insights from '#messages/insights.ts'
import * as text from '#messages/report.ts'
import { describeInsightsError } from '#src/features/insights/insights-view.ts'
import { HistoryStateNote } from '#src/features/insights/history-state.tsx'
import { selectionQuery, useInsightsParams } from '#src/features/insights/insights-params.ts'
import type { InsightsRoom } from '#src/features/insights/insights-rooms.ts'
import { InsightsRoomsBoundary } from '#src/features/insights/insights-rooms-boundary.tsx'
import { SuspectsProvider } from '#src/features/insights/suspects.tsx'
import { useInsightsFigures } from '#src/features/insights/use-insights-figures.ts'
import { useInsightsView } from '#src/features/insights/use-insights-view.ts'
import { PlaceSheet } from './place-sheet.tsx'

/** The report of a place: the figures of the Insights page for the same selection, on one page of paper. */
export function PlaceReport() {
  return (
    <InsightsRoomsBoundary loading={<ReportSkeleton />}>
      {(rooms, topology) => <LoadedReport rooms={rooms} topology={topology} />}
    </InsightsRoomsBoundary>
  )
}

/** Memoised, because the live counts of the rooms change every few seconds. */
const LoadedReport = memo(function LoadedReport({
  rooms,
  topology,
}: {
  rooms: readonly InsightsRoom[]
  topology: Topology | undefined
}) {
  const { params, change } = useInsightsParams()
  const view = useInsightsView(rooms, topology, params)
  const figures = useInsightsFigures(view, false)
  const overCapacity = useQuery({ ...overCapacityQuery(view.query), enabled: figures.hasFigures })
  const { data: status, isPending } = useQuery(historyStatusQuery())
  const isComplete =
    figures.hasFigures &&
    figures.areMomentsSettled &&
    !overCapacity.isPending &&
    figures.areSensorsSettled
  const query = selectionQuery(params)
  const note = !isPending && (
    <HistoryStateNote
      status={status ?? null}
      view={view}
      onShowWeek={() => change({ range: { name: '7d' } })}
    />
  )
  const { current } = figures
  const problem =
    view.rooms.length === 0
      ? insights.noRooms
      : figures.isFuture
        ? insights.futurePeriod
        : current.data === undefined && current.error
          ? isHistoryAvailable(status)
            ? insights.loadFailed(describeInsightsError(current.error))
            : insights.historyUnavailable
          : null
  return (
    <ReportPage
      backHref={paths.insights + query}
      backLabel={text.backToInsights}
      problem={problem}
      isComplete={isComplete}
    >
      {problem !== null ? (
        note
      ) : current.data === undefined ? (
        <ReportSkeleton />
      ) : (
        <SuspectsProvider
          suspects={figures.sensors.suspects}
          verdictSuspects={figures.verdictSuspects}
        >
          <PlaceSheet
            {...{ view, params, topology, figures, note }}
            current={current.data}
            overCapacity={overCapacity}
            address={
              window.location.origin +
              paths.report +
              selectionQuery({ ...params, range: fixRange(params.range, view.today, view.zone) })
            }
          />
        </SuspectsProvider>
      )}
    </ReportPage>
  )
})
