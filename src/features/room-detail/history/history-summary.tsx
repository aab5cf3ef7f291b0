import './history-summary.css'
import { clsx } from 'clsx'
import {
  displayedState,
  roomFreshness,
  toDisplayedOccupancy,
} from '#src/domain/live-rooms/displayed-rooms.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { useFreshness, useSnapshotAt } from '#src/data/live-rooms/use-live-rooms.ts'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { CompareSwitch } from '#src/components/range/compare-switch.tsx'
import { ReportLink } from '#src/components/report/report-link.tsx'
import { StatusIcon } from '#src/components/occupancy/status-icon.tsx'
import { stateStyles } from '#src/components/occupancy/state-styles.ts'
import { describeState } from '#src/format/occupancy-labels.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatPercentage } from '#src/format/percentages.ts'
import { roomReportHref } from '#src/lib/routes.ts'
import { Link, useExplainHref } from '#src/lib/navigation.tsx'
import type { RoomHistory } from '#src/contract/history.ts'
import * as text from '#messages/room-history.tsx'
import * as figureText from '#messages/room-figures.ts'
import { showBreakdown } from '#messages/room-detail.tsx'
import { figures } from '#messages/room-export.ts'
import { ExportButtons } from '#src/components/ui/export-buttons.tsx'
import { reportQuery, useChartParams } from '#src/features/room-detail/chart-params.ts'
import { RoomName } from '#src/features/room-detail/panel-layout.tsx'
import { RoomSuspectNotes } from './suspect-notes.tsx'
import { TryNowButton } from './history-failure.tsx'
import { HistoryFigures } from './history-figures.tsx'
import { toFiguresExport } from './history-export.ts'
import type { HistoryView } from './history-view.ts'
import { UseEquationFigures } from './use-equation.tsx'
import { moveToPart } from '#src/components/ui/move-to-part.ts'
import { coverageSectionId } from './coverage-section.tsx'
import type { Comparison } from './use-comparison.ts'

export function HistorySummary({
  room,
  view,
  comparison,
  isCompared,
  onCompare,
  isWaiting,
  isFetching,
  error,
}: {
  room: LiveRoom
  view: HistoryView
  /** Null if there is no period to compare with. */
  comparison: Comparison | null
  isCompared: boolean
  onCompare: (isCompared: boolean) => void
  isWaiting: boolean
  isFetching: boolean
  /** A sentence about why the last request failed; null if it succeeded. */
  error: string | null
}) {
  const { history, previous, zone, level } = view
  const { params } = useChartParams()
  const seats =
    history.capacity === null ? figureText.noCapacity : figureText.seats(history.capacity)
  return (
    <div className="px-4 py-6 md:px-8 min-[60rem]:py-7" aria-busy={isWaiting}>
      <div className="room-history-name">
        <div className="min-w-0">
          <RoomName name={room.name} level={level === 2 ? 1 : 2} />
          <p className="text-ink-muted">{[room.kind, seats].filter(Boolean).join(' · ')}</p>
        </div>
        <CurrentOccupancy room={room} />
      </div>
      {error !== null && (
        <>
          <output className="mt-2 block text-busy-ink">
            {isWaiting ? text.showsOtherPeriod(error, view.dates) : text.updateFailed(error)}
          </output>
          <TryNowButton isFetching={isFetching} />
        </>
      )}
      <div className={clsx(isWaiting && 'room-history-waiting')}>
        <UseEquationFigures history={history} previous={previous} />
        <HistoryFigures history={history} zone={zone} />
        <CoverageNote history={history} />
        <RoomSuspectNotes room={room} zone={zone} labels={view.labels} period={history} />
      </div>
      <div className="room-history-compare">
        {comparison !== null && (
          <>
            <CompareSwitch isOn={isCompared} onChange={onCompare}>
              {figureText.comparison}
            </CompareSwitch>
            <span className="text-ink-faint">{comparison.dates}</span>
          </>
        )}
        <div className="ml-auto flex flex-wrap items-center justify-end gap-2">
          <ExportButtons label={figures} getTable={() => toFiguresExport(view)} />
          <ReportLink href={roomReportHref(room.id, reportQuery(params))} />
        </div>
        {comparison !== null && comparison.note !== null && (
          <output className="basis-full text-ink-muted">{comparison.note}</output>
        )}
      </div>
    </div>
  )
}

function CurrentOccupancy({ room }: { room: LiveRoom }) {
  const { intervalMs } = usePollers().snapshot
  const at = useSnapshotAt()
  const freshness = roomFreshness(room, useFreshness(), at, intervalMs)
  const view = toDisplayedOccupancy(room, freshness, at)
  const style = stateStyles[displayedState(view)]
  const getExplainHref = useExplainHref()
  return (
    <p className="room-history-now">
      <StatusIcon shape={style.shape} className={clsx('size-4', style.icon)} />
      <Link href={getExplainHref(`room:${room.id}`)} title={showBreakdown} className="explained">
        {view.kind === 'none'
          ? describeState(view, room.capacity)
          : figureText.now(
              `${formatNumber(view.people)}${view.atLeast ? '+' : ''}`,
              room.capacity === null ? null : formatNumber(room.capacity),
            )}
      </Link>
    </p>
  )
}

function CoverageNote({ history }: { history: RoomHistory }) {
  const { coverage, provisionalFrom, resolution } = history
  const gaps = coverage.gaps.length + coverage.moreGaps
  const { openMinutes, completeOpenMinutes } = coverage
  const notes = [
    openMinutes > 0
      ? figureText.coverage(
          openMinutes / 60,
          formatPercentage(completeOpenMinutes / openMinutes),
          gaps,
        )
      : figureText.noOpeningHours(gaps),
    ...(provisionalFrom === null ? [] : [figureText.provisional]),
    ...(resolution === 'minute' ? [] : [figureText.hourly]),
    ...(resolution === 'minute' || history.isMinuteDataWithheld ? [] : [figureText.hourlyData]),
    ...(coverage.estimated ? [figureText.estimated] : []),
    ...(history.isMinuteDataWithheld ? [text.smallRoom] : []),
  ]
  return (
    <p className="room-history-coverage">
      {notes.map((note) => (
        <span key={note}>{note}</span>
      ))}
      <button
        type="button"
        className="font-medium text-accent underline-offset-2 hover:underline print:hidden"
        onClick={() => moveToPart(coverageSectionId)}
      >
        {figureText.showGaps}
      </button>
    </p>
  )
}
