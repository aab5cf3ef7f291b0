import { scales, type ChartModel, chartModel } from './chart-model.ts'
import { type PointerEvent, useId, useLayoutEffect, useMemo, useState } from 'react'
import { useCrosshair, CrosshairLayer } from './crosshair.tsx'
import { MomentSlider } from './time-slider.tsx'
import { momentsOf, nearestMoment, type ChartData, usualHeight } from './chart-data.ts'
import { Plot } from './plot.tsx'
import { summaryOf } from './chart-labels.ts'
import { useWidth } from '#src/components/ui/use-element-width.ts'

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

/** Narrower than this, a line cannot be read: the chart scrolls instead. */
const leastWidth = 560

type Props = {
  data: ChartData
  /** Pixels. */
  height?: number
  /** Pixels, instead of the width of what the chart stands in. */
  width?: number
}

/**
 * Lines over time, with a crosshair for pointer and keyboard. The only way to Recharts: load it with `lazy`
 * (`lazy-line-chart.tsx`).
 */
export function LineChart({ data, height = usualHeight, width: fixed }: Props) {
  const { ref, width: given } = useWidth(fixed)
  const width = Math.max(given, leastWidth)
  const scrolls = given > 0 && given < leastWidth
  const model = useMemo(() => chartModel(data, width, height), [data, width, height])
  const moments = useMemo(() => momentsOf(data), [data])
  const crosshair = useCrosshair()
  const summary = useId()
  const [scrolled, setScrolled] = useState(0)

  // The newest is what people came for. Not on each poll: someone may be reading further back.
  useLayoutEffect(() => {
    if (scrolls && ref.current) ref.current.scrollLeft = ref.current.scrollWidth
  }, [ref, scrolls])

  const point = (event: PointerEvent<HTMLElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect()
    const moment = moments[nearestMoment(moments, scales(model).time(event.clientX - left))]
    crosshair.moveTo(moment ?? null)
  }
  const reveal = (at: number) => {
    const view = ref.current
    if (!view || !scrolls) return
    const x = scales(model).x(at)
    if (x < view.scrollLeft + 48 || x > view.scrollLeft + given - 16)
      view.scrollLeft = x - given / 2
  }
  const shown =
    crosshair.at !== null && crosshair.at >= data.from && crosshair.at < data.to
      ? moments[nearestMoment(moments, crosshair.at)]
      : undefined
  return (
    <div
      ref={ref}
      className="overflow-x-auto overflow-y-hidden print:overflow-visible"
      style={{ minHeight: height }}
      onScroll={(event) => setScrolled(event.currentTarget.scrollLeft)}
    >
      {given > 0 && (
        <figure
          aria-label={data.label}
          aria-describedby={summary}
          className="relative m-0 print:[&_svg]:h-auto print:[&_svg]:max-w-full"
          style={{ width, height }}
          onPointerDown={point}
          onPointerMove={point}
          onPointerLeave={(event) => event.pointerType === 'mouse' && crosshair.moveTo(null)}
        >
          {scrolls && <StickyValues model={model} />}
          <div aria-hidden="true">
            <Plot model={model} />
          </div>
          <p id={summary} className="sr-only">
            {summaryOf(data)}
          </p>
          {shown !== undefined && (
            <CrosshairLayer
              data={data}
              model={model}
              at={shown}
              seen={{ from: scrolled, to: scrolled + given }}
            />
          )}
          <MomentSlider
            data={data}
            moments={moments}
            crosshair={crosshair}
            onStep={reveal}
            plot={model.plot}
          />
        </figure>
      )}
    </div>
  )
}
