import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/**
 * A legend entry.
 *
 * @param sample the mark that the entry explains
 */
export function LegendItem({ sample, children }: { sample: ReactNode; children: ReactNode }) {
  return (
    <span className="flex items-center gap-1.5">
      {sample}
      {children}
    </span>
  )
}

/**
 * A legend entry for an area, such as a card or a room on a plan.
 *
 * @param className border and fill of the area
 */
export function LegendArea({ className, children }: { className: string; children: ReactNode }) {
  return (
    <LegendItem sample={<span className={clsx('h-3.5 w-5 rounded-[3px] border', className)} />}>
      {children}
    </LegendItem>
  )
}
