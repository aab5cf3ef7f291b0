import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

/**
 * One of a row of filters: a toggle button with a shape, a word and a count.
 *
 * @param pressed whether it is the one in force
 * @param digits how many characters the count may grow to: what follows does not move when it does
 */
export function FilterChip({
  pressed,
  icon,
  label,
  count,
  countDigits,
  className,
  ...props
}: {
  pressed: boolean
  icon?: ReactNode
  label: string
  count: string
  countDigits: number
} & Omit<ComponentProps<'button'>, 'children'>) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      className={clsx(
        'flex h-8 flex-none items-center gap-1.5 rounded-full border pr-3 pl-2.5 font-medium whitespace-nowrap',
        pressed
          ? 'border-ink bg-ink text-surface-raised'
          : 'border-line bg-surface-raised text-ink-muted hover:border-line-strong hover:text-ink',
        className,
      )}
      {...props}
    >
      {icon}
      {label}{' '}
      <span
        className={clsx('text-left font-normal', pressed ? 'opacity-75' : 'text-ink-faint')}
        style={{ minWidth: `${countDigits}ch` }}
      >
        {count}
      </span>
    </button>
  )
}
