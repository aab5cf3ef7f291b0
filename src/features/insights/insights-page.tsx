import './insights.css'
import './insights-filters.css'
import './insights-headline.css'
import './insights-charts.css'
import './insights-week.css'
import './insights-tables.css'
import './insights-ranking.css'
import './insights-sizes.css'
import { memo } from 'react'
import { useQuery } from '@tanstack/react-query'
import { CompareSwitch } from '#src/components/range/compare-switch.tsx'
import { RangeBar } from '#src/components/range/range-bar.tsx'
import { ReportLink } from '#src/components/report/report-link.tsx'
import { LoadingPlaceholder } from '#src/components/ui/placeholders.tsx'
import { historyStatusQuery } from '#src/data/history/history-queries.ts'
import { useHasHistory } from '#src/data/history/use-has-history.ts'
import { comparisonRange, dateRanges, isRolling, rangePeriod } from '#src/domain/history/ranges.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { formatDays } from '#src/format/periods.ts'
import { paths } from '#src/lib/routes.ts'
import * as text from '#messages/insights.ts'
import { selectionQuery, useInsightsParams } from './insights-params.ts'
import { InsightsFilters } from './insights-filters.tsx'
import type { InsightsRoom } from './insights-rooms.ts'
import { InsightsRoomsBoundary } from './insights-rooms-boundary.tsx'
import { HistoryStateNote } from './history-state.tsx'
import { InsightsSections } from './insights-sections.tsx'
import { useInsightsView } from './use-insights-view.ts'

/** The Insights page: when and how much rooms are used over a period, and whether their sizes and numbers are right. */
export function InsightsPage() {
  return (
    <InsightsRoomsBoundary loading={<InsightsLoading />}>
      {(rooms, topology) => <LoadedInsights rooms={rooms} topology={topology} />}
    </InsightsRoomsBoundary>
  )
}

/** Memoised, because the live counts of the rooms change every few seconds. */
const LoadedInsights = memo(function LoadedInsights({
  rooms: allRooms,
  topology,
}: {
  rooms: readonly InsightsRoom[]
  topology: Topology | undefined
}) {
  const { params, change } = useInsightsParams()
  const { data: status, isPending } = useQuery(historyStatusQuery())
  const hasHistory = useHasHistory(status)
  const { range, isCompared } = params
  const view = useInsightsView(allRooms, topology, params)
  const { rooms, zone, today } = view
  const before = comparisonRange(range, today, zone)
  const beforePeriod = before && rangePeriod(before, today, zone)
  return (
    <div className="insights">
      <RangeBar
        {...{ range, today, zone }}
        offered={dateRanges}
        className="insights-range"
        onChange={(next) => {
          if (!isRolling(next)) change({ range: next })
        }}
      >
        {beforePeriod && (
          <CompareSwitch isOn={isCompared} onChange={(next) => change({ isCompared: next })}>
            {text.compareWith(formatDays(beforePeriod.from, beforePeriod.to, zone, today))}
          </CompareSwitch>
        )}
        <InsightsFilters {...{ allRooms, topology, params, change }} />
        <ReportLink href={paths.report + selectionQuery(params)} />
      </RangeBar>
      {!isPending && (
        <HistoryStateNote
          status={status ?? null}
          view={view}
          onShowWeek={() => change({ range: { name: '7d' } })}
        />
      )}
      {rooms.length === 0 ? (
        <NoRooms onShowAll={() => change({ place: null, kind: null, tags: [] })} />
      ) : (
        (isPending || hasHistory) && <InsightsSections {...{ view, params, change }} />
      )}
    </div>
  )
})

function NoRooms({ onShowAll }: { onShowAll: () => void }) {
  return (
    <p role="status" className="insights-message">
      {text.noRooms}{' '}
      <button type="button" className="insights-link" onClick={onShowAll}>
        {text.showAllRooms}
      </button>
    </p>
  )
}

function InsightsLoading() {
  return (
    <LoadingPlaceholder label={text.loading}>
      <div className="insights-skeleton" />
    </LoadingPlaceholder>
  )
}
