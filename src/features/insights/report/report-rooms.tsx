import { TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import type { RoomInsights } from '#src/contract/insights.ts'
import { Dash } from '#src/components/report/report-figures.tsx'
import { ReportSection } from '#src/components/report/report-page.tsx'
import { TableHead } from '#src/components/ui/table-head.tsx'
import {
  defaultRightSizeRule,
  sizeVerdicts,
  type SizeVerdict,
} from '#src/domain/insights/right-size.ts'
import type { SuspectSensor } from '#src/domain/insights/sensor-findings.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatPercentage } from '#src/format/percentages.ts'
import * as rooms from '#messages/insight-rooms.ts'
import * as text from '#messages/report.ts'
import { GroupBars } from '#src/features/insights/group-bars.tsx'
import type { InsightsParams } from '#src/features/insights/insights-params.ts'
import type { InsightsView } from '#src/features/insights/insights-view.ts'
import {
  countVerdicts,
  sortRankedRooms,
  toRankedRooms,
  type RankedRoom,
} from '#src/features/insights/ranked-rooms.ts'
import { SuspectMark, useSuspectRooms } from '#src/features/insights/suspects.tsx'
import type { useRoomInsights } from '#src/features/insights/use-insights.ts'
import { VerdictText } from '#src/features/insights/verdict.tsx'
import { countNameLines, fitRows } from './fit-rows.ts'

/**
 * Number of rooms that fit on a Letter page if each name takes one line, even with two notes about missing data and a
 * line of filters.
 */
export const maxRooms = 6
/** Width of the column of names in place-report.css, in CSS pixels. */
const nameWidth = 158

/** How many rooms have the right size, and the first rooms in the order of the Insights page. */
export function ReportRooms({
  view,
  params: { verdict, sort, reversed },
  current,
  eightWeeks,
  suspects,
  verdictSuspects,
}: {
  view: InsightsView
  params: Pick<InsightsParams, 'verdict' | 'sort' | 'reversed'>
  current: RoomInsights
  eightWeeks: Pick<ReturnType<typeof useRoomInsights>, 'data' | 'error'>
  suspects: readonly SuspectSensor[]
  /** The sensors that put verdicts in doubt; null until they are loaded. */
  verdictSuspects: readonly SuspectSensor[] | null
}) {
  const judged = eightWeeks.data ?? null
  const ranked = useMemo(
    () => toRankedRooms(current, judged, view, verdictSuspects),
    [current, judged, view, verdictSuspects],
  )
  const matching = useMemo(() => {
    const listed =
      verdict === null ? ranked : ranked.filter(({ size }) => size?.verdict === verdict)
    return sortRankedRooms(listed, sort, reversed)
  }, [ranked, verdict, sort, reversed])
  const suspectRooms = useSuspectRooms()
  const shown = fitRows(matching, maxRooms, ({ room }) =>
    countNameLines(room.name, nameWidth, suspectRooms.includes(room.id)),
  )
  const marked = suspects.filter(({ room }) => shown.some((one) => one.room.id === room)).length
  return (
    <ReportSection title={rooms.rightSize} note={describeCounts(countVerdicts(ranked))}>
      {shown.length === 0 ? (
        <p className="report-muted">{rooms.noMatch}</p>
      ) : (
        <RoomTable rooms={shown} />
      )}
      <p className="report-note">
        {judged === null && (eightWeeks.error ? text.figuresMissing : text.countsLoading)}{' '}
        {text.firstRooms(shown.length, matching.length, describeOrder(sort, reversed))}
        {marked > 0 && (
          <>
            {' '}
            <TriangleAlert className="report-mark" strokeWidth={1.75} aria-hidden="true" />
            {text.sensorsToCheck(marked)}
          </>
        )}
      </p>
    </ReportSection>
  )
}

function describeOrder(sort: InsightsParams['sort'], reversed: boolean): string {
  const label = rooms.sortLabels[sort]
  return reversed ? text.reversedOrder(label) : label
}

/** Returns the number of rooms of each verdict, such as `2 too small · 5 too large`. */
function describeCounts(counts: ReadonlyMap<SizeVerdict, number>): string {
  return sizeVerdicts
    .flatMap((verdict) => {
      const count = counts.get(verdict)
      return count === undefined ? [] : [text.verdictCount(count, rooms.verdicts[verdict])]
    })
    .join(' · ')
}

const roomColumns = [
  text.columnRoom,
  text.columnUtilisation,
  text.columnFrequency,
  text.columnOccupancy,
  text.columnPeak,
  text.columnSeats,
  { label: text.columnGroups, className: 'report-left' },
  { label: text.columnRightSize, className: 'report-left' },
]

function RoomTable({ rooms: shown }: { rooms: readonly RankedRoom[] }) {
  return (
    <table className="report-table report-rooms" aria-label={rooms.table}>
      <TableHead columns={roomColumns} />
      <tbody>
        {shown.map((one) => (
          <RoomRow key={one.room.id} one={one} />
        ))}
      </tbody>
    </table>
  )
}

function RoomRow({ one }: { one: RankedRoom }) {
  const { room, insight, shares, coverage, size } = one
  const isThin = coverage === null || coverage < defaultRightSizeRule.minimumCoverage
  const percent = (share: number | null | undefined) =>
    isThin || typeof share !== 'number' ? <Dash /> : formatPercentage(share)
  const count = (value: number | null) => (value === null ? <Dash /> : formatNumber(value))
  return (
    <tr>
      <th scope="row" title={room.name}>
        <SuspectMark roomId={room.id} isLabelled={false} />
        {room.name}
      </th>
      <td>{percent(shares.utilisation)}</td>
      <td>{percent(shares.frequency?.value)}</td>
      <td>{percent(shares.occupancyInUse?.value)}</td>
      <td>{count(insight.peak)}</td>
      <td>{count(room.capacity)}</td>
      <td className="report-left">
        <Groups one={one} isThin={isThin} />
      </td>
      <td className="report-left">
        {size && (
          <span className="report-verdict">
            <VerdictText size={size} />
          </span>
        )}
      </td>
    </tr>
  )
}

function Groups({ one, isThin }: { one: RankedRoom; isThin: boolean }) {
  const { insight, room, shares, coverage } = one
  const { minutesByPeople } = insight
  if (isThin) {
    return (
      <span className="report-faint">{text.thinCoverage(formatPercentage(coverage ?? 0))}</span>
    )
  }
  if (minutesByPeople.length === 0) return null
  if (shares.frequency?.value === 0) {
    return <span className="report-faint">{rooms.onlyBriefVisits}</span>
  }
  return <GroupBars sizes={minutesByPeople} room={room} />
}
