import type { ReactNode } from 'react'
import { clsx } from 'clsx'
import * as text from '#messages/room-history.tsx'
import type { CellScale } from './cell-scale.ts'

export function ScaleLegend({
  scale,
  hasPartial = false,
  hasProvisional = false,
}: {
  scale: CellScale
  hasPartial?: boolean
  hasProvisional?: boolean
}) {
  return (
    <div className="room-history-legend">
      <p className="sr-only">
        {scale.kind === 'capacity' ? text.legendShareScale : text.legendPeopleScale}
      </p>
      <ul className="room-history-steps">
        <Step className="room-history-free">{text.legendFree}</Step>
        {listBlueSteps(scale).map(({ step, label }) => (
          <Step key={step} className={`room-history-step-${step}`}>
            {label}
          </Step>
        ))}
        {scale.kind === 'capacity' && (
          <>
            <Step className="room-history-step-busy">{text.legendBusy}</Step>
            <Step className="room-history-step-over">{text.legendOver}</Step>
          </>
        )}
      </ul>
      <Swatch className="room-history-closed-swatch">{text.closed}</Swatch>
      <Swatch className="room-history-unknown">{text.noData}</Swatch>
      {hasPartial && <Swatch className="room-history-partial-swatch">{text.legendPartial}</Swatch>}
      {hasProvisional && (
        <Swatch className="room-history-provisional">{text.legendProvisional}</Swatch>
      )}
    </div>
  )
}

/** Returns the number and label of each blue step. A step of shares without a whole percent is left out. */
export function listBlueSteps({ kind, limits }: CellScale): { step: number; label: string }[] {
  const isShare = kind === 'capacity'
  const last = isShare ? limits.map(toPercent) : [...limits, null]
  return last.flatMap((to, index) => {
    const from = (last[index - 1] ?? 0) + 1
    if (to !== null && from > to) return []
    return { step: index + 1, label: (isShare ? text.legendShares : text.legendPeople)(from, to) }
  })
}

/** Returns the last whole percent of a step. The last limit, the busy threshold, is not part of its step. */
function toPercent(limit: number, index: number, { length }: readonly number[]): number {
  // Removes the rounding errors of a product such as 0.57 × 100.
  const percent = Number((limit * 100).toFixed(6))
  return index === length - 1 ? Math.ceil(percent) - 1 : Math.floor(percent)
}

function Step({ className, children }: { className: string; children: ReactNode }) {
  return (
    <li>
      <i className={clsx('room-history-colour', className)} />
      {children}
    </li>
  )
}

function Swatch({ className, children }: { className: string; children: ReactNode }) {
  return (
    <span className="room-history-swatch">
      <i className={clsx('room-history-colour', className)} />
      {children}
    </span>
  )
}
