import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { defaultRightSizeRule } from '#src/domain/insights/right-size.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatPercentage } from '#src/format/percentages.ts'
import { Link } from '#src/lib/navigation.tsx'
import * as text from '#messages/insight-rooms.ts'
import { NoValue } from './change.tsx'
import { GroupBars } from './group-bars.tsx'
import type { RankingSort } from './insights-params.ts'
import type { RankedRoom } from './ranked-rooms.ts'
import { SuspectMark } from './suspects.tsx'
import { Verdict } from './verdict.tsx'

type RowProps = {
  one: RankedRoom
  href: string
  isCompared: boolean
  /** Moves to the chart of the compared rooms; null except in the row of the room that was selected last. */
  onShowChart: (() => void) | null
  /** Undefined if no more rooms can be compared. */
  onCompare: ((isCompared: boolean) => void) | undefined
}

/** A row of the ranking. */
export function RankingRow({
  one,
  href,
  isCompared,
  onShowChart,
  onCompare,
  rowIndex,
  sort,
}: RowProps & { rowIndex: number; sort: RankingSort }) {
  const { room, insight, shares, typical, nearlyAll, coverage, size } = one
  const { utilisation, frequency, occupancyInUse } = shares
  const isThin = coverage !== null && coverage < defaultRightSizeRule.minimumCoverage
  const percent = (share: number | null | undefined) => formatShare(share, 0)
  const place = [room.kind, room.floor].filter(Boolean).join(' · ')
  const cell = (name: RankingSort, value: ReactNode) => (
    <td className={clsx(sort === name && 'insights-sorted')}>
      {value === null || value === false ? <NoValue /> : value}
    </td>
  )
  return (
    <tr aria-rowindex={rowIndex} data-index={rowIndex - 2}>
      <th scope="row">
        <span className="insights-name">
          <CompareBox name={room.name} {...{ isCompared, onShowChart, onCompare }} />
          <SuspectMark roomId={room.id} isLabelled={false} />
          <Link href={href} title={room.name}>
            {room.name}
          </Link>
        </span>
      </th>
      <td className="insights-left" title={place}>
        <span className="insights-place">{place}</span>
      </td>
      <td className={clsx(sort === 'utilisation' && 'insights-sorted')}>
        {utilisation === null ? (
          <NoValue />
        ) : (
          <span className="insights-use">
            <i style={{ width: `${Math.min(1, utilisation) * 56}px` }} />
            {percent(utilisation)}
          </span>
        )}
      </td>
      {cell('frequency', percent(frequency?.value))}
      {cell('occupancy', percent(occupancyInUse?.value))}
      {cell('typical', typical !== null && formatNumber(typical))}
      {cell('nearly-all', nearlyAll !== null && formatNumber(nearlyAll))}
      {cell('peak', insight.peak !== null && formatNumber(insight.peak))}
      {cell('seats', room.capacity !== null && formatNumber(room.capacity))}
      <td className="insights-left insights-groups-cell">
        <Groups one={one} />
      </td>
      <td className="insights-left">{size && <Verdict room={room} size={size} />}</td>
      <td className={clsx(isThin && 'insights-thin', sort === 'coverage' && 'insights-sorted')}>
        {coverage === null ? <NoValue /> : formatPercentage(coverage)}
      </td>
    </tr>
  )
}

/** A room of the ranking on a phone. */
export function RankingItem({ one, href, isCompared, onShowChart, onCompare }: RowProps) {
  const { room, insight, shares, size } = one
  const { decimals, utilisation, frequency, occupancyInUse } = shares
  const dash = '–'
  const percent = (share: number | null | undefined) => formatShare(share, decimals) ?? dash
  const count = (value: number | null) => (value === null ? dash : formatNumber(value))
  return (
    <>
      <span className="insights-item-name">
        <CompareBox name={room.name} {...{ isCompared, onShowChart, onCompare }} />
        <Link href={href}>{room.name}</Link>
      </span>
      <Groups one={one} />
      <span className="insights-item-verdict">
        {size && <Verdict room={room} size={size} />}
        {/* This verdict states the same, and its evidence lists the findings. */}
        {size?.verdict !== 'check-sensor' && <SuspectMark roomId={room.id} isLabelled />}
      </span>
      <span className="insights-item-figures">
        {text.equation(
          percent(frequency?.value),
          percent(occupancyInUse?.value),
          percent(utilisation),
        )}
        {' · '}
        {text.peakOfSeats(count(insight.peak), count(room.capacity))}
      </span>
    </>
  )
}

function formatShare(share: number | null | undefined, decimals: 0 | 1): string | null {
  return share === null || share === undefined ? null : formatPercentage(share, decimals)
}

function Groups({ one: { insight, room, shares } }: { one: RankedRoom }) {
  if (shares.frequency?.value === 0 && insight.minutesByPeople.length > 0) {
    return <span className="insights-brief">{text.onlyBriefVisits}</span>
  }
  if (insight.minutesByPeople.length === 0) return null
  return <GroupBars sizes={insight.minutesByPeople} room={room} />
}

function CompareBox({
  name,
  isCompared,
  onShowChart,
  onCompare,
}: { name: string } & Pick<RowProps, 'isCompared' | 'onShowChart' | 'onCompare'>) {
  return (
    <>
      <input
        type="checkbox"
        aria-label={text.compareRoom(name)}
        checked={isCompared}
        disabled={!onCompare}
        onChange={({ target }) => onCompare?.(target.checked)}
        className="insights-box"
      />
      {/* For the keyboard: the bar with the same button is many tab stops away. */}
      {onShowChart && (
        <button type="button" className="insights-to-chart" onClick={onShowChart}>
          {text.showChart}
        </button>
      )}
    </>
  )
}
