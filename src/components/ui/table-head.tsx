import type { ReactNode } from 'react'
import { ArrowDown, ArrowUp } from 'lucide-react'

/** A column heading: its text, or its text and its class names. */
export type ColumnHeading = string | { label: string; className?: string }

/** A row of column headings. The labels of a table must differ. */
export function TableHead({ columns }: { columns: readonly ColumnHeading[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => {
          const { label, className } = typeof column === 'string' ? { label: column } : column
          return (
            <th key={label} scope="col" className={className}>
              {label}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

/** A column heading with a button that sorts by the column. An arrow shows the order of the column that is sorted. */
export function SortHead({
  isSorted,
  isAscending,
  className,
  buttonClassName,
  onSort,
  children,
}: {
  isSorted: boolean
  isAscending: boolean
  className?: string
  buttonClassName?: string
  onSort: () => void
  children: ReactNode
}) {
  const Arrow = isAscending ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (isAscending ? 'ascending' : 'descending') : 'none'}
      className={className}
    >
      <button type="button" className={buttonClassName} onClick={onSort}>
        {children}
        {isSorted && <Arrow className="size-3.5" strokeWidth={1.5} aria-hidden="true" />}
      </button>
    </th>
  )
}
