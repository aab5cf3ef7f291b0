import { clsx } from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ChangeParams, OverviewParams } from '#src/lib/overview-params.ts'
import { columns, type ColumnName } from './columns.ts'

/** These begin with the largest, so that turned round they rise. */
const largestFirst: readonly ColumnName[] = ['occupancy', 'capacity', 'utilisation']

/** The columns' names; each sorts by itself, and pressed again the other way round. */
export function TableHead({
  shown,
  params: { sort, reversed },
  onChange,
}: {
  shown: readonly ColumnName[]
  params: OverviewParams
  onChange: ChangeParams
}) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {shown.map((name) => {
          const column = columns[name]
          const chosen = sort === column.sort
          const rising = largestFirst.includes(name) === reversed
          const Arrow = rising ? ArrowUp : ArrowDown
          return (
            <th
              key={name}
              scope="col"
              aria-sort={chosen ? (rising ? 'ascending' : 'descending') : 'none'}
              className={clsx(
                // Below xl the table scrolls sideways in a box, where an offset from the top would cover the first row.
                'sticky top-0 border-b border-line-strong bg-surface p-0 font-medium xl:top-14',
                name === 'room' ? 'left-0 z-3' : 'z-2',
              )}
            >
              <button
                type="button"
                onClick={() => onChange({ sort: column.sort, reversed: chosen && !reversed })}
                className={clsx(
                  'flex h-9 w-full items-center gap-1 px-3 whitespace-nowrap hover:text-ink',
                  column.numeric && 'flex-row-reverse',
                  chosen ? 'text-ink' : 'text-ink-muted',
                )}
              >
                {column.label}
                {chosen && <Arrow className="size-3.5" strokeWidth={1.5} aria-hidden="true" />}
              </button>
            </th>
          )
        })}
      </tr>
    </thead>
  )
}
