import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/**
 * An entry of a legend.
 *
 * @param sample the mark that the words explain
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
 * An entry of a legend for an area, such as a card or a room on a plan.
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
