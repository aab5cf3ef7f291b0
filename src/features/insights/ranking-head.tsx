import { ArrowDown, ArrowUp } from 'lucide-react'
import { clsx } from 'clsx'
import * as text from '#messages/insight-rooms.ts'
import type { ChangeInsightsParams, InsightsParams, RankingSort } from './insights-params.ts'
import { ascendingFirst } from './ranked-rooms.ts'

type Column = { sort: RankingSort; label: string; className?: string }

const columns: readonly Column[] = [
  { sort: 'name', label: text.columnRoom, className: 'insights-col-room' },
  { sort: 'place', label: text.sortLabels.place, className: 'insights-left insights-col-place' },
  { sort: 'utilisation', label: text.sortLabels.utilisation, className: 'insights-col-use' },
  { sort: 'frequency', label: text.sortLabels.frequency },
  { sort: 'occupancy', label: text.sortLabels.occupancy },
  { sort: 'typical', label: text.sortLabels.typical },
  { sort: 'nearly-all', label: text.sortLabels['nearly-all'] },
  { sort: 'peak', label: text.sortLabels.peak, className: 'insights-col-count' },
  { sort: 'seats', label: text.sortLabels.seats, className: 'insights-col-count' },
]

/** The column headings of the ranking. A heading sorts by its column, or reverses the order. */
export function RankingHead({
  params: { sort, reversed },
  change,
}: {
  params: InsightsParams
  change: ChangeInsightsParams
}) {
  const heading = ({ sort: name, label, className }: Column) => {
    const isSorted = sort === name
    const isAscending = ascendingFirst.includes(name) !== reversed
    const Arrow = isAscending ? ArrowUp : ArrowDown
    return (
      <th
        key={name}
        scope="col"
        aria-sort={isSorted ? (isAscending ? 'ascending' : 'descending') : 'none'}
        className={clsx(className, isSorted && 'insights-sorted')}
      >
        <button
          type="button"
          onClick={() => change({ sort: name, reversed: isSorted && !reversed })}
        >
          {label}
          {isSorted && <Arrow aria-hidden="true" strokeWidth={1.5} />}
        </button>
      </th>
    )
  }
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(heading)}
        <th scope="col" className="insights-left insights-col-groups">
          {text.columnGroups}
        </th>
        {heading({
          sort: 'attention',
          label: text.columnRightSize,
          className: 'insights-left insights-col-verdict',
        })}
        {heading({ sort: 'coverage', label: text.sortLabels.coverage })}
      </tr>
    </thead>
  )
}
