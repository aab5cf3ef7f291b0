import { useState } from 'react'
import * as text from '#messages/insights.ts'
import { DaySection } from './typical-day.tsx'
import { BasisSection } from './basis.tsx'
import { CompareSection } from './compare-rooms.tsx'
import { EvidenceSheet } from './evidence-sheet.tsx'
import { Headline } from './headline.tsx'
import type { ChangeInsightsParams, InsightsParams } from './insights-params.ts'
import { SectionPlaceholder, UpdateFailure } from './insights-section.tsx'
import type { InsightsView } from './insights-view.ts'
import { RoomSizeSection } from './room-sizes.tsx'
import { useMoments, usePlaceHours, useRoomInsights } from './use-insights.ts'
import { OverCapacitySection } from './over-capacity.tsx'
import { RankingSection } from './ranking.tsx'
import { WeekSection } from './week-hours.tsx'

/** The sections of the page, in the order of the questions that they answer. */
export function InsightsSections({
  view,
  params,
  change,
}: {
  view: InsightsView
  params: InsightsParams
  change: ChangeInsightsParams
}) {
  const isFuture = view.period.from > view.today
  // The gateway runs one query of an account at a time, so the first figures of the page come first.
  const current = useRoomInsights(view, !isFuture)
  const hours = usePlaceHours(view, !isFuture)
  const hasFirst = current.data !== undefined && current.isSettled
  const eightWeeks = useRoomInsights(view.eightWeeks, hasFirst)
  const before = useRoomInsights(view.before, hasFirst)
  const hoursBefore = usePlaceHours(view.before, hasFirst)
  const hasFigures = hasFirst && [eightWeeks, before, hoursBefore].every((one) => one.isSettled)
  const [isStopped, setIsStopped] = useState(false)
  const moments = useMoments(view, view, hasFigures && !isStopped)
  const isPeakKnown = moments.weeks > 0 && moments.done === moments.weeks
  const momentsBefore = useMoments(isPeakKnown ? view.before : null, view, !isStopped)
  if (isFuture) {
    return (
      <p role="status" className="insights-message">
        {text.futurePeriod}
      </p>
    )
  }
  if (current.data === undefined) {
    return <SectionPlaceholder title={text.headline} error={current.error} />
  }
  return (
    <>
      {current.error && <UpdateFailure error={current.error} updatedAt={current.updatedAt} />}
      <Headline
        view={view}
        current={current.data}
        before={view.before && (before.data ?? null)}
        isWaiting={current.isWaiting}
        moments={moments}
        momentsBefore={momentsBefore.done === momentsBefore.weeks ? momentsBefore.moments : null}
      />
      <div className="insights-pair">
        <DaySection view={view} hours={hours} before={hoursBefore.data ?? null} />
        <WeekSection {...{ view, hours, params, change }} isEnabled={hasFirst} />
      </div>
      <RankingSection
        {...{ view, params, change }}
        current={current.data}
        eightWeeks={eightWeeks.data ?? null}
        isWaiting={current.isWaiting}
      />
      {params.comparedRooms.length > 0 && (
        <CompareSection view={view} roomIds={params.comparedRooms} change={change} />
      )}
      <RoomSizeSection
        view={view}
        hours={hours.data ?? null}
        progress={moments}
        isStopped={isStopped}
        onStop={setIsStopped}
        onSelectSite={(place) => change({ place })}
      />
      <div className="insights-pair insights-pair-reversed">
        <OverCapacitySection view={view} params={params} isEnabled={hasFigures} />
        <BasisSection view={view} current={current.data} hours={hours.data ?? null} />
      </div>
      {params.evidence !== null && (
        <EvidenceSheet roomId={params.evidence} view={view} eightWeeks={eightWeeks.data ?? null} />
      )}
    </>
  )
}
