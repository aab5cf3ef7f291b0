import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { Moments, RoomInsights } from '#src/contract/insights.ts'
import { ExportButtons } from '#src/components/ui/export-buttons.tsx'
import { defaultRightSizeRule } from '#src/domain/insights/right-size.ts'
import { compareUse, computeShares, type UseShares } from '#src/domain/insights/shares.ts'
import { formatTime } from '#src/format/dates.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatPercentage } from '#src/format/percentages.ts'
import { formatDay } from '#src/format/periods.ts'
import { Link, useSearchParams } from '#src/lib/navigation.tsx'
import { placeParam } from '#src/lib/overview-params.ts'
import { replayHref } from '#src/lib/replay-params.ts'
import { describeComparison } from '#messages/insight-sizes.ts'
import * as text from '#messages/insights.ts'
import { replay } from '#messages/replay.ts'
import { moveToPart } from '#src/components/ui/move-to-part.ts'
import { basisSectionId } from './basis-id.ts'
import { Change, NoValue } from './change.tsx'
import { Equation } from './use-equation.tsx'
import { toHeadlineExport } from './headline-export.ts'
import type { InsightsView } from './insights-view.ts'
import type { MomentsProgress } from './use-insights.ts'

/** The peak of the place, frequency × occupancy when in use = utilisation, and the coverage. */
export function Headline({
  view,
  current,
  before,
  isWaiting,
  moments,
  momentsBefore,
}: {
  view: InsightsView
  current: RoomInsights
  before: RoomInsights | null
  isWaiting: boolean
  moments: MomentsProgress
  /** The whole earlier period; null if it is not compared or not loaded. */
  momentsBefore: Moments | null
}) {
  const shares = sharesOfPlace(current, view)
  const sharesBefore = before && sharesOfPlace(before, view)
  const comparison = sharesBefore && compareUse(shares, sharesBefore)
  const isWhole = moments.done === moments.weeks
  return (
    <section
      aria-label={text.headline}
      aria-busy={isWaiting}
      className={clsx('insights-headline', isWaiting && 'insights-waiting')}
    >
      {comparison && view.before && (
        <p className="insights-comparison">
          {describeComparison(comparison.result, comparison.basis, view.before.dates)}
        </p>
      )}
      <Peak view={view} progress={moments} before={momentsBefore} />
      <Equation shares={shares} before={sharesBefore} current={current} view={view} />
      <Coverage shares={shares} current={current}>
        <ExportButtons
          label={text.headline}
          className="insights-csv -ml-2"
          getTable={() =>
            toHeadlineExport(
              view,
              {
                shares,
                peak: isWhole ? (moments.moments?.peak ?? null) : null,
                isEstimated: (moments.moments?.hourly.length ?? 0) > 0,
              },
              sharesBefore && { shares: sharesBefore, peak: momentsBefore?.peak ?? null },
            )
          }
        />
      </Coverage>
    </section>
  )
}

/** Returns the shares for all rooms of the page together. */
export function sharesOfPlace({ rooms }: RoomInsights, { roomsById }: InsightsView): UseShares {
  return computeShares(
    rooms.map((use) => ({ use, capacity: roomsById.get(use.room)?.capacity ?? null })),
  )
}

function Peak({
  view: { zone },
  progress: { moments, done, weeks },
  before,
}: {
  view: InsightsView
  progress: MomentsProgress
  before: Moments | null
}) {
  const place = placeParam.read(useSearchParams())
  const isWhole = done === weeks
  const found = moments?.peak ?? null
  const peak = isWhole ? found : null
  return (
    <div className="insights-figure">
      <p className="insights-number">
        {peak === null ? (
          <NoValue />
        ) : (
          <>
            {formatNumber(peak.people)}
            {!peak.complete && '+'} <small>{text.people}</small>
          </>
        )}
      </p>
      <div className="insights-label">
        <p>{text.mostAtOnce}</p>
        {peak !== null && (
          <p>
            {text.dayAndTime(formatDay(peak.at, zone), formatTime(peak.at, zone))} ·{' '}
            <Link href={replayHref(peak.at, place)} className="insights-link">
              {replay}
            </Link>
          </p>
        )}
        {peak !== null && isHourly(moments, peak.at) && <p>{text.hourlyPeak}</p>}
        {peak !== null && peak.knownRooms < peak.rooms && (
          <p>{text.knownAtPeak(peak.knownRooms, peak.rooms)}</p>
        )}
        {moments !== null && moments.withheldRooms > 0 && (
          <p>{text.smallRoomsLeftOut(moments.withheldRooms)}</p>
        )}
        {!isWhole && (
          <>
            <p role="status">{text.findingPeak(done, weeks)}</p>
            {found !== null && <p>{text.peakSoFar(found.people)}</p>}
          </>
        )}
      </div>
      {peak !== null && before?.peak && (
        <Change
          amount={peak.people - before.peak.people}
          format={formatNumber}
          from={formatNumber(before.peak.people)}
        />
      )}
    </div>
  )
}

/** Returns whether Butlr provided only hourly counts for a time. */
function isHourly(moments: Moments | null, at: number): boolean {
  return moments?.hourly.some(({ from, to }) => at >= from && at < to) === true
}

function Coverage({
  shares,
  current,
  children,
}: {
  shares: UseShares
  current: RoomInsights
  children: ReactNode
}) {
  const { known, complete } = shares
  const gaps = current.rooms.filter(
    ({ openMinutes, completeOpenMinutes }) =>
      openMinutes > 0 && completeOpenMinutes / openMinutes < defaultRightSizeRule.minimumCoverage,
  ).length
  return (
    <div className="insights-figure">
      <p className="insights-number">
        {complete === null ? <NoValue /> : formatPercentage(complete.value)}
      </p>
      <p className="insights-label">
        {known === null || complete === null
          ? text.noOpeningHours
          : text.coverageNote(
              formatPercentage(known.value - complete.value),
              formatPercentage(1 - known.value),
            )}
      </p>
      {gaps > 0 && (
        <button type="button" className="insights-link" onClick={() => moveToPart(basisSectionId)}>
          {text.roomsWithGaps(gaps)}
        </button>
      )}
      {children}
    </div>
  )
}
