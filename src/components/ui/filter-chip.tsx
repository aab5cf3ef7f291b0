import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { formatNumber } from '#src/format/numbers.ts'

/**
 * A row of filter chips, which scrolls on narrow pages. It begins with a chip that removes the filter.
 *
 * @param label accessible name of the row
 * @param total number of items without the filter
 */
export function FilterChips({
  label,
  allLabel,
  total,
  isFiltered,
  onClear,
  className,
  children,
}: {
  label: string
  allLabel: string
  total: number
  isFiltered: boolean
  onClear: () => void
  className: string
  children: ReactNode
}) {
  const count = formatNumber(total)
  return (
    <div
      role="group"
      aria-label={label}
      className={clsx(
        '-mx-4 flex scroll-px-4 [scrollbar-width:none] gap-2 overflow-x-auto px-4 py-1',
        className,
      )}
    >
      <FilterChip
        pressed={!isFiltered}
        onClick={onClear}
        label={allLabel}
        count={count}
        countDigits={count.length}
      />
      {children}
    </div>
  )
}

/**
 * A toggle button for a filter, with an icon, a label and a count.
 *
 * @param pressed whether the filter is active
 * @param count undefined if the label states it
 * @param countDigits width reserved for the count, in digits, so that a longer count does not shift the layout
 */
export function FilterChip({
  pressed,
  icon,
  label,
  count,
  countDigits = 1,
  className,
  ...props
}: {
  pressed: boolean
  icon?: ReactNode
  label: ReactNode
  count?: string
  countDigits?: number
} & Omit<ComponentProps<'button'>, 'children'>) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      className={clsx(
        'flex h-8 flex-none items-center gap-1.5 rounded-full border pr-3 pl-2.5 font-medium whitespace-nowrap',
        pressed
          ? // The icon's usual colour, such as the grey of free rooms, would be nearly invisible on a pressed chip.
            'border-ink bg-ink text-surface-raised [&_svg]:text-current'
          : 'border-line bg-surface-raised text-ink-muted hover:border-line-strong hover:text-ink',
        className,
      )}
      {...props}
    >
      {icon}
      {label}
      {count !== undefined && (
        <>
          {' '}
          <span
            className={clsx('text-left font-normal', pressed ? 'opacity-75' : 'text-ink-faint')}
            style={{ minWidth: `${countDigits}ch` }}
          >
            {count}
          </span>
        </>
      )}
    </button>
  )
}
