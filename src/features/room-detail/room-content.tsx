import './room-range.css'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useCallback, useMemo } from 'react'
import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import { RangeBar } from '#src/components/range/range-bar.tsx'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import { historyStatusQuery } from '#src/data/history/history-queries.ts'
import { useHasHistory } from '#src/data/history/use-has-history.ts'
import { dateRanges, isRolling } from '#src/domain/history/ranges.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { startOfLocalDay } from '#src/domain/time/local-time.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { cannotBeShown } from '#messages/common.ts'
import * as text from '#messages/room-detail.tsx'
import { useChartParams } from './chart-params.ts'
import { toDirectRange } from './direct-range.ts'
import { HistoryNote } from './history-note.tsx'
import { LiveContent } from './live-content.tsx'
import type { SectionLevel } from './panel-layout.tsx'
import { RoomLoading } from './room-placeholders.tsx'

const LazyRoomHistory = lazyPart(() =>
  import('./history/room-history.tsx').then((module) => module.RoomHistoryPage),
)

/** The ranges that are always offered. */
const offeredRanges = ['live', ...dateRanges] as const

/**
 * Publishes the height of the sticky range as a CSS variable, because the fields of a custom range make it higher. The
 * panel scrolls focused elements to below it.
 */
function publishRangeHeight(bar: HTMLDivElement | null) {
  const panel = bar?.closest<HTMLElement>('.room-panel')
  if (!bar || !panel) return undefined
  const observer = new ResizeObserver(() =>
    panel.style.setProperty('--room-range-height', `${bar.offsetHeight}px`),
  )
  observer.observe(bar)
  return () => observer.disconnect()
}

export function RoomContent({
  room,
  zone,
  narrow,
}: {
  room: LiveRoom
  zone: TimeZone
  narrow: boolean
}) {
  const { data: directory } = useQuery(sensorDirectoryQuery())
  const { data: status, isPending } = useQuery(historyStatusQuery())
  const { params, change } = useChartParams()
  const today = useServerClock(useCallback((now: number) => startOfLocalDay(now, zone), [zone]))
  const level: SectionLevel = narrow ? 2 : 3
  const hasSensors = room.occupancy.expectedSensors > 0
  const { range, isCompared } = params
  const isShown = useHasHistory(status)
  // While the status loads, data directly from Butlr would be shown first and replaced a moment later.
  const hasHistory = isPending || isShown
  const directRange = useMemo(() => toDirectRange(range, today, zone), [range, today, zone])
  const live = <LiveContent {...{ room, directory, zone, today, level }} range={directRange} />
  if (!hasSensors) return live
  return (
    <>
      <RangeBar
        ref={publishRangeHeight}
        {...{ range, today, zone }}
        offered={offeredRanges}
        className="room-range"
        onChange={(next) => change({ range: next })}
      />
      {!isPending && (
        <HistoryNote
          {...{ hasHistory, range, today, zone }}
          status={status ?? null}
          onShowWeek={() => change({ range: { name: '7d' } })}
        />
      )}
      {isRolling(range) || !hasHistory ? (
        live
      ) : isPending ? (
        <RoomLoading />
      ) : (
        <ErrorBoundary
          fallback={<p className="room-range-note">{cannotBeShown(text.historyName)}</p>}
        >
          <Suspense fallback={<RoomLoading />}>
            <LazyRoomHistory
              {...{ room, directory, zone, range, today, isCompared, level }}
              onCompare={(next) => change({ isCompared: next })}
              onSelect={(name) => change({ range: { name } })}
            />
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  )
}
