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
        {blueSteps(scale).map((label, index) => (
          <Step key={label} className={`room-history-step-${index + 1}`}>
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

/** Returns the labels of the four blue steps. */
export function blueSteps({ kind, limits }: CellScale): readonly string[] {
  if (kind === 'capacity') return text.legendShares
  const [first = 1, second = 2, third = 3] = limits
  return [
    text.legendPeople(1, first),
    text.legendPeople(first + 1, second),
    text.legendPeople(second + 1, third),
    text.legendPeople(third + 1, null),
  ]
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
