import { clsx } from 'clsx'
import { SortHead } from '#src/components/ui/table-head.tsx'
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
    return (
      <SortHead
        key={name}
        isSorted={isSorted}
        isAscending={ascendingFirst.includes(name) !== reversed}
        className={clsx(className, isSorted && 'insights-sorted')}
        onSort={() => change({ sort: name, reversed: isSorted && !reversed })}
      >
        {label}
      </SortHead>
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
