import type { RoomInsight } from '#src/contract/insights.ts'
import { toServedPercent } from '#src/domain/insights/group-sizes.ts'
import {
  defaultRightSizeRule,
  isJudgedKind,
  type RightSize,
} from '#src/domain/insights/right-size.ts'
import { formatPercentage } from '#src/format/percentages.ts'
import * as text from '#messages/insight-rooms.ts'
import type { InsightsRoom } from './insights-rooms.ts'

/** The verdict in two sentences that agree: the claim and what it rests on. */
export function EvidenceClaim({
  room,
  insight,
  size,
  usedFrom,
}: {
  room: InsightsRoom
  insight: RoomInsight
  size: RightSize
  usedFrom: number
}) {
  const [claim, detail] = describeSize(size, room, insight, usedFrom)
  return (
    <>
      <p className="evidence-claim">
        <strong>{claim}</strong> {detail}
      </p>
      {size.verdict === 'too-little-data' && <CoverageBar insight={insight} />}
    </>
  )
}

function describeSize(
  size: RightSize,
  room: InsightsRoom,
  insight: RoomInsight,
  usedFrom: number,
): [claim: string, detail: string] {
  switch (size.verdict) {
    case 'too-large':
      return [describeServed(size), text.neverMoreThan(size.mostPeople)]
    case 'too-small':
      return [
        text.overFor(formatPercentage(size.overCapacity ?? 0)),
        `${describeServed(size)} ${text.upTo(size.mostPeople)}`,
      ]
    case 'about-right':
      return [text.rightSized, `${describeServed(size)} ${text.upTo(size.mostPeople)}`]
    case 'no-capacity':
      return [text.noCapacitySet, `${describeServed(size)} ${text.upTo(size.mostPeople)}`]
    case 'never-used':
      return [text.neverUsed, text.neverUsedDetail(usedFrom)]
    case 'too-little-data':
      return [
        text.tooLittleData,
        text.tooLittleDetail(
          formatPercentage(completeShare(insight)),
          formatPercentage(defaultRightSizeRule.minimumCoverage),
        ),
      ]
    case 'not-judged':
      return [text.notJudged, isJudgedKind(room.kind) ? text.notJudgedSmall : text.notJudgedKind]
  }
}

function describeServed({ seats, served }: { seats: number; served: number }): string {
  return text.served(seats, formatPercentage(toServedPercent(served) / 100))
}

const completeShare = ({ openMinutes, completeOpenMinutes }: RoomInsight) =>
  openMinutes === 0 ? 0 : completeOpenMinutes / openMinutes

/** How much of the opening hours is known, with a mark at the share that a verdict needs. */
function CoverageBar({ insight }: { insight: RoomInsight }) {
  const { minimumCoverage } = defaultRightSizeRule
  return (
    <div aria-hidden="true" className="evidence-coverage">
      <i style={{ width: `${completeShare(insight) * 100}%` }} />
      <u style={{ left: `${minimumCoverage * 100}%` }} />
    </div>
  )
}
