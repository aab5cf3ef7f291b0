import type { RoomInsight } from '#src/contract/insights.ts'
import { defaultRightSizeRule, type RightSize } from '#src/domain/insights/right-size.ts'
import { completeShare, describeSize } from '#src/format/right-size.ts'
import type { InsightsRoom } from './insights-rooms.ts'

/** The verdict in two sentences: the claim and its basis. */
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
  const [claim, detail] = describeSize(size, room.kind, insight, usedFrom)
  return (
    <>
      <p className="evidence-claim">
        <strong>{claim}</strong> {detail}
      </p>
      {size.verdict === 'too-little-data' && <CoverageBar insight={insight} />}
    </>
  )
}

/** The share of open minutes with data from all sensors, with a mark at the share that a verdict needs. */
function CoverageBar({ insight }: { insight: RoomInsight }) {
  const { minimumCoverage } = defaultRightSizeRule
  return (
    <div aria-hidden="true" className="evidence-coverage">
      <i style={{ width: `${completeShare(insight) * 100}%` }} />
      <u style={{ left: `${minimumCoverage * 100}%` }} />
    </div>
  )
}
