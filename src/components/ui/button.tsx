import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

const variantClassNames = {
  primary: 'h-10 bg-accent px-4 text-15 font-semibold text-on-accent',
  plain: 'h-8 border border-line bg-surface-raised px-3 font-medium hover:bg-surface-sunken',
  quiet: 'h-8 px-2 font-medium text-ink-muted hover:bg-selected hover:text-ink',
  danger: 'h-8 px-2 font-medium text-over-ink hover:bg-selected',
} as const

export function Button({
  variant = 'plain',
  className,
  ...props
}: { variant?: keyof typeof variantClassNames } & ComponentProps<'button'>) {
  return (
    <button
      type="button"
      className={clsx(
        'inline-flex items-center justify-center gap-1.5 rounded-control whitespace-nowrap disabled:opacity-60 aria-disabled:opacity-60',
        variantClassNames[variant],
        className,
      )}
      {...props}
    />
  )
}
