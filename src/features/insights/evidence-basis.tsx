import type { RoomInsight } from '#src/contract/insights.ts'
import { ExportButtons } from '#src/components/ui/export-buttons.tsx'
import { formatPercentage } from '#src/format/percentages.ts'
import * as text from '#messages/insight-rooms.ts'
import type { InsightsRoom } from './insights-rooms.ts'
import type { InsightsView } from './insights-view.ts'
import { toEvidenceHeading } from './served-table.tsx'

/** What a verdict is based on: coverage, use, rule and capacity. */
export function EvidenceBasis({
  room,
  insight,
  view,
}: {
  room: InsightsRoom
  insight: RoomInsight
  view: InsightsView
}) {
  const { openMinutes, knownOpenMinutes, completeOpenMinutes, usedHours, knownHours } = insight
  const share = (minutes: number) => formatPercentage(openMinutes === 0 ? 0 : minutes / openMinutes)
  const { seatsShare, servedShare, overCapacityShare } = view.rule
  const rows: readonly (readonly [term: string, description: string])[] = [
    [
      text.coverage,
      text.coverageOf(
        share(completeOpenMinutes),
        share(knownOpenMinutes - completeOpenMinutes),
        share(openMinutes - knownOpenMinutes),
      ),
    ],
    [text.inUse, text.inUseOf(usedHours, knownHours)],
    [
      text.ruleTitle,
      text.rule(
        formatPercentage(seatsShare),
        formatPercentage(servedShare),
        formatPercentage(overCapacityShare),
      ),
    ],
    [
      text.capacityUsed,
      room.capacity === null ? text.noCapacitySet : text.capacityToday(room.capacity),
    ],
    [text.notConsidered, text.notConsideredText],
  ]
  return (
    <section>
      <div className="evidence-title">
        <h3>{text.basis}</h3>
        <ExportButtons
          label={text.basis}
          getTable={() => ({
            ...toEvidenceHeading(room, view, text.basis),
            rows: [text.basisColumns, ...rows],
          })}
        />
      </div>
      <dl className="insights-basis">
        {rows.map(([term, description]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{description}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
