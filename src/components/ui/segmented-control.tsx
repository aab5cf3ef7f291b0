import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export type Segment<TValue extends string> = { value: TValue; label: string; icon?: ReactNode }

/**
 * A choice among a few visible options, as a group of toggle buttons. On narrow screens, options with an icon show only
 * the icon.
 *
 * @param label accessible name of the group
 */
export function SegmentedControl<TValue extends string>({
  label,
  segments,
  value,
  onChange,
  className,
}: {
  label: string
  segments: readonly Segment<TValue>[]
  value: TValue
  onChange: (value: TValue) => void
  className?: string | undefined
}) {
  return (
    <div
      role="group"
      aria-label={label}
      className={clsx(
        'inline-flex rounded-[8px] bg-surface-sunken p-0.5 inset-ring inset-ring-line max-[20rem]:flex-wrap',
        className,
      )}
    >
      {segments.map((segment) => (
        <button
          key={segment.value}
          type="button"
          aria-pressed={segment.value === value}
          onClick={() => onChange(segment.value)}
          className="flex h-7 flex-1 items-center justify-center gap-1.5 rounded-control px-2.5 font-medium whitespace-nowrap text-ink-muted hover:text-ink aria-pressed:bg-chosen aria-pressed:text-ink aria-pressed:ring aria-pressed:ring-line max-[20rem]:px-1.5"
        >
          {segment.icon}
          <span className={clsx(segment.icon !== undefined && 'max-md:sr-only')}>
            {segment.label}
          </span>
        </button>
      ))}
    </div>
  )
}
