import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'
import { sort as sortLabel } from '#messages/ui.ts'

/**
 * A native select for the sort order, with a label before it.
 *
 * @param value the sort order; if it is not one of `sorts`, no option is selected
 * @param className classes for display and height
 * @param labelClassName classes that hide the label at some widths
 */
export function SortSelect<TSort extends string>({
  sorts,
  labels,
  value,
  onChange,
  className,
  labelClassName,
}: {
  sorts: readonly TSort[]
  labels: Readonly<Record<TSort, string>>
  value: string
  onChange: (sort: TSort) => void
  className: string
  labelClassName?: string
}) {
  return (
    <label className={clsx('relative flex min-w-0 items-center gap-1.5 text-ink-muted', className)}>
      <span className={labelClassName}>{sortLabel}</span>
      <select
        value={value}
        onChange={({ target }) => {
          const selected = sorts.find((sort) => sort === target.value)
          if (selected !== undefined) onChange(selected)
        }}
        className="field-sizing-content h-8 min-w-0 appearance-none truncate rounded-control bg-transparent py-0 pr-6 pl-1 font-medium text-ink hover:bg-selected"
      >
        {sorts.map((sort) => (
          <option key={sort} value={sort} className="bg-surface-raised">
            {labels[sort]}
          </option>
        ))}
      </select>
      <ChevronDown
        strokeWidth={1.5}
        aria-hidden="true"
        className="pointer-events-none absolute right-1 size-4"
      />
    </label>
  )
}
