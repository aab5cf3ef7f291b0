import '#src/features/room-detail/history/history-charts.css'
import '#src/features/room-detail/history/history-cells.css'
import './room-report.css'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { ReportPage, ReportSkeleton } from '#src/components/report/report-page.tsx'
import { UnavailablePlaceholder } from '#src/components/ui/placeholders.tsx'
import { historyStatusQuery, isHistoryAvailable } from '#src/data/history/history-queries.ts'
import { roomInsightsQuery } from '#src/data/insights/insights-queries.ts'
import { useSuspectSensors } from '#src/data/insights/use-suspect-sensors.ts'
import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { overridesQuery, useTopology } from '#src/data/topology/queries.ts'
import { comparisonRange, fixRange, isRolling, rangePeriod } from '#src/domain/history/ranges.ts'
import { rightSizePeriod, rightSizeRule } from '#src/domain/insights/right-size.ts'
import { sensorPeriod, recentSensorPeriod } from '#src/domain/insights/sensor-findings.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { startOfLocalDay } from '#src/domain/time/local-time.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { findRoomTimeZone } from '#src/domain/topology/room-time-zone.ts'
import { describePollError } from '#src/format/describe-poll-error.ts'
import { useSearchParams } from '#src/lib/navigation.tsx'
import { paths, reportRoomParam, roomHref, roomReportHref } from '#src/lib/routes.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import * as roomDetail from '#messages/room-detail.tsx'
import * as text from '#messages/report.ts'
import { readChartParams, reportQuery } from '#src/features/room-detail/chart-params.ts'
import { describeHistoryError } from '#src/features/room-detail/history/describe-history-error.ts'
import { useComparison } from '#src/features/room-detail/history/use-comparison.ts'
import { useRoomHistory } from '#src/features/room-detail/history/use-room-history.ts'
import { RoomSheet } from './room-sheet.tsx'

/** The report of a room: the figures of its history over the same period, on one page of paper. */
export function RoomReport() {
  const roomId = reportRoomParam.read(useSearchParams()) ?? ''
  const { rooms, error } = useLiveRooms()
  const { topology, pending } = useTopology()
  if (rooms === undefined && error) {
    return (
      <UnavailablePlaceholder
        title={roomDetail.noDataTitle}
        reason={roomDetail.noDataText(describePollError(error))}
        hint={text.willKeepTrying}
      />
    )
  }
  if (rooms === undefined || pending) return <ReportSkeleton />
  const room = rooms.find(({ id }) => id === roomId)
  if (room && room.occupancy.expectedSensors > 0) {
    return <LoadedReport room={room} zone={findRoomTimeZone(topology, roomId)} />
  }
  return (
    <ReportPage
      backHref={paths.rooms}
      backLabel={text.backToRooms}
      problem={room ? text.noSensors : text.unknownRoom}
      isComplete={false}
    >
      {null}
    </ReportPage>
  )
}

function LoadedReport({ room, zone }: { room: LiveRoom; zone: TimeZone }) {
  const params = readChartParams(useSearchParams())
  // Live data has no report.
  const range = isRolling(params.range) ? ({ name: '30d' } as const) : params.range
  const { isCompared } = params
  const today = useServerClock(useCallback((now: number) => startOfLocalDay(now, zone), [zone]))
  const period = rangePeriod(range, today, zone)
  const { data: history, error, problem } = useRoomHistory(room.id, period, today)
  const { data: status } = useQuery(historyStatusQuery())
  const failure =
    status && !isHistoryAvailable(status)
      ? roomDetail.historyUnavailable(status.state, status.reason)
      : describeHistoryError(error, problem)
  const before = comparisonRange(range, today, zone)
  const comparison = useComparison(room.id, before && rangePeriod(before, today, zone), {
    isCompared: isCompared && problem === null,
    today,
    zone,
  })
  const eightWeeks = rightSizePeriod(today, zone)
  const ids = useMemo(() => [room.id], [room.id])
  const hasHistory = history !== undefined
  const insights = useQuery({
    ...roomInsightsQuery({ ...period, rooms: ids }),
    enabled: hasHistory,
  })
  const judged = useQuery({
    ...roomInsightsQuery({ ...eightWeeks, rooms: ids }),
    enabled: hasHistory,
  })
  const { overrides = null } = useQuery(overridesQuery()).data ?? {}
  const { id, capacity } = room
  const sensorRooms = useMemo(() => [{ id, capacity }], [id, capacity])
  const suspectPeriod = sensorPeriod(period, today, zone)
  const sensors = useSuspectSensors(suspectPeriod, sensorRooms, hasHistory)
  const recent = useSuspectSensors(recentSensorPeriod(today, zone), sensorRooms, hasHistory)
  const isRecentSettled = recent.data !== undefined || recent.error !== null
  const isComplete =
    !insights.isPending &&
    !judged.isPending &&
    isRecentSettled &&
    (suspectPeriod === null || sensors.data !== undefined || sensors.error !== null) &&
    (comparison === null || !isCompared || comparison.previous !== null || comparison.note !== null)
  const query = reportQuery({ range, isCompared })
  const fixedQuery = reportQuery({ range: fixRange(range, today, zone), isCompared })
  return (
    <ReportPage
      backHref={roomHref(room.id) + query}
      backLabel={text.backToRoom(room.name)}
      problem={history || !(error || problem) ? null : failure}
      isComplete={isComplete && history !== undefined}
    >
      {history ? (
        <RoomSheet
          {...{ room, zone, history, period, comparison, eightWeeks, today, sensors }}
          verdictSuspects={isRecentSettled ? recent.suspects : null}
          areSensorsChecked={suspectPeriod !== null}
          error={error && describeHistoryError(error, problem)}
          insight={insights.data?.rooms[0] ?? null}
          judged={{ data: judged.data, error: judged.error }}
          rule={rightSizeRule(overrides)}
          address={window.location.origin + roomReportHref(room.id, fixedQuery)}
        />
      ) : (
        !error && problem === null && <ReportSkeleton />
      )}
    </ReportPage>
  )
}
