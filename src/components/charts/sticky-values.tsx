import { scales } from './chart-model.ts'
import type { ChartModel } from './drawing.ts'

const shown =
  'absolute left-0 -translate-y-1/2 rounded-sm bg-surface-raised pr-2 text-13 leading-4 text-ink-faint tabular-nums'

/** The value axis again, kept at the left edge while the chart scrolls under it. */
export function StickyValues({ model }: { model: ChartModel }) {
  const { y } = scales(model)
  return (
    <div aria-hidden="true" className="pointer-events-none sticky left-0 z-10 size-0 print:hidden">
      <span className={shown} style={{ top: 10 }}>
        {model.unit}
      </span>
      {model.valueTicks.map(({ value, label }) => (
        <span
          key={value}
          className={`${shown} text-right`}
          style={{ top: y(value), minWidth: model.plot.left }}
        >
          {label}
        </span>
      ))}
    </div>
  )
}
