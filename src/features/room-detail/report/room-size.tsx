import type { ReactNode } from 'react'
import type { RoomHistory } from '#src/contract/history.ts'
import type { RoomInsight, RoomInsights } from '#src/contract/insights.ts'
import { Dash } from '#src/components/report/report-figures.tsx'
import { ReportPlaceholder, ReportSection } from '#src/components/report/report-page.tsx'
import { findBusiestHour, summarizeUseTimes } from '#src/domain/history/room-figures.ts'
import { findLargestUsualGroup, findTypicalGroup } from '#src/domain/insights/group-sizes.ts'
import type { SuspectSensor } from '#src/domain/insights/sensor-findings.ts'
import { isJudgedKind, judgeSize, type RightSizeRule } from '#src/domain/insights/right-size.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatDecimal } from '#src/format/decimals.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatHour, formatMinuteOfDay, formatWeekday } from '#src/format/periods.ts'
import { describeSize } from '#src/format/right-size.ts'
import { verdicts } from '#messages/insight-rooms.ts'
import { hours } from '#messages/insights.ts'
import * as text from '#messages/report.ts'

/** The verdict about the size of the room over eight weeks. */
export function ReportRightSize({
  room: { kind },
  capacity,
  rule,
  judged: { data, error },
  suspects,
  dates,
}: {
  room: { kind: string | null }
  capacity: number | null
  rule: RightSizeRule
  judged: { data: RoomInsights | undefined; error: Error | null }
  /** The sensors that put the verdict in doubt; null until they are loaded. */
  suspects: readonly SuspectSensor[] | null
  /** The dates of the eight weeks. */
  dates: string
}) {
  const insight = data?.rooms[0]
  return (
    <ReportSection title={text.rightSize} note={dates}>
      {data && insight && suspects ? (
        <SizeSentence
          {...{ kind, capacity, rule, insight, suspects }}
          usedFrom={data.usedFromMinutes}
        />
      ) : (
        <ReportPlaceholder error={error} />
      )}
    </ReportSection>
  )
}

function SizeSentence({
  kind,
  capacity,
  rule,
  insight,
  suspects,
  usedFrom,
}: {
  kind: string | null
  capacity: number | null
  rule: RightSizeRule
  insight: RoomInsight
  suspects: readonly SuspectSensor[]
  usedFrom: number
}) {
  const size = judgeSize(insight, { capacity, isJudged: isJudgedKind(kind), suspects }, rule)
  const [claim, detail] = describeSize(size, kind, insight, usedFrom)
  // Other claims repeat the verdict.
  const isWrongSize = size.verdict === 'too-large' || size.verdict === 'too-small'
  return (
    <>
      <p className="report-verdict-name">{isWrongSize ? verdicts[size.verdict] : claim}</p>
      <p>{isWrongSize ? `${claim} ${detail}` : detail}</p>
    </>
  )
}

/** How many people use the room together, and when. */
export function ReportGroups({
  history,
  insight,
  zone,
}: {
  history: RoomHistory
  /** Null until it is loaded. */
  insight: RoomInsight | null
  zone: TimeZone
}) {
  const busiest = findBusiestHour(history.weekHours)
  const useTimes = summarizeUseTimes(history.days, zone)
  const sizes = insight?.minutesByPeople ?? []
  const typical = findTypicalGroup(sizes)
  const nearlyAll = findLargestUsualGroup(sizes)
  const { averageInUse } = history
  return (
    <ReportSection title={text.groups} note={text.people(2)}>
      <dl className="report-facts">
        <Fact name={text.typicalGroup}>{typical !== null && formatNumber(typical)}</Fact>
        <Fact name={text.nearlyAll}>{nearlyAll !== null && formatNumber(nearlyAll)}</Fact>
        <Fact name={text.averageInUse}>{averageInUse !== null && formatDecimal(averageInUse)}</Fact>
        <Fact name={text.busiestHour}>
          {busiest && `${formatWeekday(busiest.weekday)} ${formatHour(busiest.hour)}`}
        </Fact>
        <Fact name={text.typicalUse}>
          {useTimes &&
            hours(
              formatMinuteOfDay(useTimes.first.typical),
              formatMinuteOfDay(useTimes.last.typical),
            )}
        </Fact>
      </dl>
    </ReportSection>
  )
}

/** @param children the value; empty if unknown */
function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children || <Dash />}</dd>
    </div>
  )
}
