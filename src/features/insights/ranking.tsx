import { useDeferredValue, useMemo, useRef } from 'react'
import type { RoomInsights } from '#src/contract/insights.ts'
import { Button } from '#src/components/ui/button.tsx'
import { ExportButtons } from '#src/components/ui/export-buttons.tsx'
import { FilterChip } from '#src/components/ui/filter-chip.tsx'
import { SortSelect } from '#src/components/ui/sort-select.tsx'
import { useMediaQuery } from '#src/components/ui/use-media-query.ts'
import { useVirtualList } from '#src/components/ui/use-virtual-list.ts'
import { sizeVerdicts } from '#src/domain/insights/right-size.ts'
import { formatNumber } from '#src/format/numbers.ts'
import type { SuspectSensor } from '#src/domain/insights/sensor-findings.ts'
import { formatPercentage } from '#src/format/percentages.ts'
import { Link } from '#src/lib/navigation.tsx'
import { settingsHref } from '#src/lib/routes.ts'
import * as text from '#messages/insight-rooms.ts'
import { changeLinks, changeOf } from '#messages/insight-sizes.ts'
import { ComparedRoomsBar, moveToComparison } from './compare-rooms.tsx'
import { InsightsSection } from './insights-section.tsx'
import {
  maxComparedRooms,
  rankingSorts,
  type ChangeInsightsParams,
  type InsightsParams,
} from './insights-params.ts'
import type { InsightsView } from './insights-view.ts'
import { countVerdicts, sortRankedRooms, toRankedRooms, type RankedRoom } from './ranked-rooms.ts'
import { toRankingExport } from './ranking-export.ts'
import { RankingHead } from './ranking-head.tsx'
import { RankingItem, RankingRow } from './ranking-row.tsx'
import { RoomHoursButtons } from './room-hours-export.tsx'
import { roomRangeHref } from './room-link.ts'

/** Number of rooms that the section shows at first. */
const firstRooms = 15

type Props = {
  view: InsightsView
  params: InsightsParams
  change: ChangeInsightsParams
}

/** Each room with its use, its groups and whether it has the right size. */
export function RankingSection({
  current,
  eightWeeks,
  verdictSuspects,
  isWaiting,
  ...props
}: Props & {
  current: RoomInsights
  /** Null until it is loaded. */
  eightWeeks: RoomInsights | null
  /** The sensors that put verdicts in doubt; null until they are loaded. */
  verdictSuspects: readonly SuspectSensor[] | null
  isWaiting: boolean
}) {
  const { view, params, change } = props
  // Thousands of rooms are assessed in a separate task, after the rest of the page.
  const judged = useDeferredValue(eightWeeks)
  const rooms = useMemo(
    () => toRankedRooms(current, judged, view, verdictSuspects),
    [current, judged, view, verdictSuspects],
  )
  const counts = useMemo(() => countVerdicts(rooms), [rooms])
  const { verdict, sort, reversed, showsAllRooms } = params
  const matching = useMemo(() => {
    const filtered =
      verdict === null ? rooms : rooms.filter(({ size }) => size?.verdict === verdict)
    return sortRankedRooms(filtered, sort, reversed)
  }, [rooms, verdict, sort, reversed])
  const shown = showsAllRooms ? matching : matching.slice(0, firstRooms)
  const compared = params.comparedRooms.filter((id) => view.roomsById.has(id))
  const { seatsShare, servedShare, overCapacityShare } = view.rule
  return (
    <InsightsSection
      title={text.rightSize}
      note={text.rightSizeNote}
      isWaiting={isWaiting}
      tools={
        <>
          <SortSelect
            sorts={rankingSorts}
            labels={text.sortLabels}
            value={sort}
            onChange={(next) => change({ sort: next, reversed: false })}
            className="insights-sort"
          />
          <RankingExports view={view} rooms={matching} />
        </>
      }
    >
      <VerdictChips counts={counts} total={rooms.length} params={params} change={change} />
      {matching.length === 0 ? (
        <p className="insights-empty">{text.noMatch}</p>
      ) : (
        <RankedList params={params} change={change} rooms={shown} />
      )}
      {compared.length > 0 && (
        <ComparedRoomsBar count={compared.length} onClear={() => change({ comparedRooms: [] })} />
      )}
      <div className="insights-more">
        <p>
          {text.rule(
            formatPercentage(seatsShare),
            formatPercentage(servedShare),
            formatPercentage(overCapacityShare),
          )}{' '}
          <Link
            href={settingsHref('thresholds')}
            aria-label={changeOf(changeLinks.thresholds, text.columnRightSize)}
            className="insights-link"
          >
            {changeLinks.thresholds}
          </Link>
        </p>
        {matching.length > firstRooms && (
          <Button onClick={() => change({ showsAllRooms: !showsAllRooms })}>
            {showsAllRooms ? text.showFewer : text.showAll(matching.length)}
          </Button>
        )}
      </div>
    </InsightsSection>
  )
}

function RankingExports({ view, rooms }: Pick<Props, 'view'> & { rooms: readonly RankedRoom[] }) {
  return (
    <>
      <ExportButtons
        label={text.rightSize}
        className="insights-csv"
        getTable={() => toRankingExport(rooms, view.exportHeading)}
      />
      <RoomHoursButtons key={view.exportHeading.title} view={view} />
    </>
  )
}

function VerdictChips({
  counts,
  total,
  params: { verdict },
  change,
}: Omit<Props, 'view'> & { counts: ReturnType<typeof countVerdicts>; total: number }) {
  const shown = sizeVerdicts.filter((one) => counts.has(one) || one === verdict)
  return (
    <div role="group" aria-label={text.filterLabel} className="insights-chips">
      <FilterChip
        pressed={verdict === null}
        label={text.all}
        count={formatNumber(total)}
        countDigits={0}
        onClick={() => change({ verdict: null })}
      />
      {shown.map((one) => (
        <FilterChip
          key={one}
          pressed={verdict === one}
          label={text.verdicts[one]}
          count={formatNumber(counts.get(one) ?? 0)}
          countDigits={0}
          onClick={() => change({ verdict: verdict === one ? null : one })}
        />
      ))}
    </div>
  )
}

/** The rooms as a table, or as a list on phones. Only the rows in view are rendered. */
function RankedList({
  params,
  change,
  rooms,
}: Omit<Props, 'view'> & { rooms: readonly RankedRoom[] }) {
  const isNarrow = useMediaQuery('(width < 45rem)')
  const list = useRef<HTMLDivElement>(null)
  const { rows, before, after } = useVirtualList({
    list,
    count: rooms.length,
    estimateHeight: () => (isNarrow ? 112 : 41),
    virtualizeAbove: 25,
    keepsFocusedRow: true,
    overscan: 4,
  })
  const compared = new Set(params.comparedRooms)
  const rowProps = (one: RankedRoom) => {
    const { id } = one.room
    const isCompared = compared.has(id)
    return {
      one,
      href: roomRangeHref(id, params.range),
      isCompared,
      onShowChart:
        compared.size > 1 && params.comparedRooms.at(-1) === id ? moveToComparison : null,
      onCompare:
        isCompared || compared.size < maxComparedRooms
          ? (isOn: boolean) =>
              change({
                comparedRooms: isOn
                  ? [...params.comparedRooms, id]
                  : params.comparedRooms.filter((other) => other !== id),
              })
          : undefined,
    }
  }
  const inView = rows.flatMap(({ index }) => {
    const one = rooms[index]
    return one ? [{ one, index }] : []
  })
  if (isNarrow) {
    return (
      <div ref={list}>
        <ul className="insights-list" style={{ paddingTop: before, paddingBottom: after }}>
          {inView.map(({ one, index }) => (
            <li key={one.room.id} data-index={index}>
              <RankingItem {...rowProps(one)} />
            </li>
          ))}
        </ul>
      </div>
    )
  }
  return (
    <div ref={list} className="insights-scroll">
      <table
        className="insights-table insights-ranking"
        aria-label={text.table}
        aria-rowcount={rooms.length + 1}
      >
        <RankingHead params={params} change={change} />
        <tbody>
          {before > 0 && <tr aria-hidden="true" style={{ height: before }} />}
          {inView.map(({ one, index }) => (
            <RankingRow
              key={one.room.id}
              rowIndex={index + 2}
              sort={params.sort}
              {...rowProps(one)}
            />
          ))}
          {after > 0 && <tr aria-hidden="true" style={{ height: after }} />}
        </tbody>
      </table>
    </div>
  )
}
