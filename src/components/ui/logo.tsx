import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

/** The product logo. Decorative, because the name is beside it. */
export function Logo({ className, ...props }: ComponentProps<'svg'>) {
  return (
    <svg
      viewBox="0 0 20 20"
      aria-hidden="true"
      className={clsx('fill-accent', className)}
      {...props}
    >
      <rect x="7" y="10" width="6" height="8" opacity="0.45" />
      <path d="M3.5 2H5a2 2 0 0 1 2 2v14H3.5A1.5 1.5 0 0 1 2 16.5v-13A1.5 1.5 0 0 1 3.5 2zm13 0H15a2 2 0 0 0-2 2v14h3.5a1.5 1.5 0 0 0 1.5-1.5v-13A1.5 1.5 0 0 0 16.5 2z" />
    </svg>
  )
}
