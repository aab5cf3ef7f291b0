import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'

/** A native select with the same arrow in every browser. The class of the select must leave 2 rem for the arrow. */
export function NativeSelect({ className, ...props }: ComponentProps<'select'>) {
  return (
    <span className="grid">
      <select
        {...props}
        className={clsx('col-start-1 row-start-1 appearance-none truncate', className)}
      />
      <ChevronDown
        aria-hidden="true"
        strokeWidth={1.5}
        className="pointer-events-none col-start-1 row-start-1 mr-2.5 size-4 self-center justify-self-end"
      />
    </span>
  )
}
