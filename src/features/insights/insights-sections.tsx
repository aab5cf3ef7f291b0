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
import { useInsightsFigures } from './use-insights-figures.ts'
import { OverCapacitySection } from './over-capacity.tsx'
import { RankingSection } from './ranking.tsx'
import { SensorSection } from './sensor-section.tsx'
import { SuspectsProvider } from './suspects.tsx'
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
  const [isStopped, setIsStopped] = useState(false)
  const [isSiteSelected, setIsSiteSelected] = useState(false)
  const figures = useInsightsFigures(view, isStopped)
  const { current, hours, eightWeeks, before, hoursBefore, moments, momentsBefore } = figures
  const { hasFirst, hasFigures, sensors, verdictSuspects } = figures
  if (figures.isFuture) {
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
    <SuspectsProvider suspects={sensors.suspects} verdictSuspects={verdictSuspects}>
      {current.error && <UpdateFailure error={current.error} updatedAt={current.updatedAt} />}
      <Headline
        view={view}
        current={current.data}
        before={view.before && (before.data ?? null)}
        isWaiting={current.isWaiting}
        moments={moments}
        momentsBefore={momentsBefore}
      />
      <div className="insights-pair">
        <DaySection view={view} hours={hours} before={hoursBefore.data ?? null} />
        <WeekSection {...{ view, hours, params, change }} isEnabled={hasFirst} />
      </div>
      <RankingSection
        {...{ view, params, change }}
        current={current.data}
        eightWeeks={eightWeeks.data ?? null}
        verdictSuspects={verdictSuspects}
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
        isSiteSelected={isSiteSelected}
        onSelectSite={(place) => {
          setIsSiteSelected(true)
          change({ place })
        }}
        onReachSection={() => setIsSiteSelected(false)}
      />
      <div className="insights-pair insights-pair-reversed">
        <OverCapacitySection view={view} params={params} isEnabled={hasFigures} />
        <BasisSection view={view} current={current.data} hours={hours.data ?? null} />
      </div>
      {figures.suspectPeriod && <SensorSection {...{ view, params }} found={sensors} />}
      {params.evidence !== null && (
        <EvidenceSheet roomId={params.evidence} view={view} eightWeeks={eightWeeks.data ?? null} />
      )}
    </SuspectsProvider>
  )
}
