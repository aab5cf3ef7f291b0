import { createScales, type ChartModel, buildChartModel } from './chart-model.ts'
import { type PointerEvent, useId, useLayoutEffect, useMemo } from 'react'
import { useCrosshair, CrosshairOverlay } from './crosshair.tsx'
import { TimeSlider } from './time-slider.tsx'
import {
  getTimestamps,
  findNearestIndex,
  type ChartData,
  defaultChartHeight,
} from './chart-data.ts'
import { Plot, unitBaseline } from './plot.tsx'
import { describeChart } from './chart-labels.ts'
import { rootFontScale } from '#src/components/ui/root-font-scale.ts'
import { useElementWidth } from '#src/components/ui/use-element-width.ts'

const stickyLabelClassName =
  'absolute left-0 -translate-y-1/2 rounded-sm bg-surface-raised pr-2 text-13 leading-4 text-ink-faint tabular-nums'

/** A copy of the value axis that stays at the left edge, in front of the lines, while the chart scrolls. */
function StickyYAxis({ model }: { model: ChartModel }) {
  const { y } = createScales(model)
  return (
    <div aria-hidden="true" className="pointer-events-none sticky left-0 z-1 size-0 print:hidden">
      <div
        className="absolute left-0 bg-surface-raised"
        style={{ width: model.plot.left, height: model.height }}
      />
      <span
        className={stickyLabelClassName}
        style={{ top: unitBaseline(model) - 5 * model.textScale }}
      >
        {model.unit}
      </span>
      {model.valueTicks.map(({ value, label }) => (
        <span
          key={value}
          className={`${stickyLabelClassName} text-right`}
          style={{ top: y(value), minWidth: model.plot.left }}
        >
          {label}
        </span>
      ))}
    </div>
  )
}

/**
 * Minimum width in pixels at the default font size of 16 px. Lines would be unreadable in a narrower chart, so the
 * chart scrolls instead.
 */
const minChartWidth = 560

type Props = {
  data: ChartData
  /** Height in pixels at the default font size. */
  height?: number
  /** Width in pixels. By default, the width of the parent element, but at least `minChartWidth`. */
  width?: number
}

/**
 * A line chart with a crosshair for pointer and keyboard. Use `LazyLineChart` (`chart-frame.tsx`) instead, because this
 * module imports Recharts.
 */
export function LineChart({ data, height = defaultChartHeight, width: fixed }: Props) {
  const { ref, availableWidth, isScrollable, model } = useChartModel(data, height, fixed)
  const timestamps = useMemo(() => getTimestamps(data), [data])
  const crosshair = useCrosshair()
  const summaryId = useId()

  // Scrolls to the newest values at the start but not on each poll, because the user may have scrolled back.
  useLayoutEffect(() => {
    if (isScrollable && ref.current) ref.current.scrollLeft = ref.current.scrollWidth
  }, [ref, isScrollable])

  const handlePointer = (event: PointerEvent<HTMLElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect()
    const timestamp =
      timestamps[findNearestIndex(timestamps, createScales(model).time(event.clientX - left))]
    crosshair.moveTo(timestamp ?? null)
  }
  const revealTime = (at: number) => {
    const view = ref.current
    if (!view || !isScrollable) return
    const x = createScales(model).x(at)
    if (x < view.scrollLeft + 48 || x > view.scrollLeft + availableWidth - 16)
      view.scrollLeft = x - availableWidth / 2
  }
  const activeTimestamp =
    crosshair.at !== null && crosshair.at >= data.from && crosshair.at < data.to
      ? timestamps[findNearestIndex(timestamps, crosshair.at)]
      : undefined
  return (
    <div
      ref={ref}
      className="overflow-x-auto overflow-y-hidden print:overflow-visible"
      style={{ minHeight: model.height }}
    >
      {availableWidth > 0 && (
        <figure
          aria-label={data.label}
          aria-describedby={summaryId}
          className="relative m-0 print:[&_svg]:h-auto print:[&_svg]:max-w-full"
          style={{ width: model.width, height: model.height }}
          onPointerDown={handlePointer}
          onPointerMove={handlePointer}
          onPointerLeave={(event) => event.pointerType === 'mouse' && crosshair.moveTo(null)}
        >
          {isScrollable && <StickyYAxis model={model} />}
          <div aria-hidden="true">
            <Plot model={model} />
          </div>
          <p id={summaryId} className="sr-only">
            {describeChart(data)}
          </p>
          {activeTimestamp !== undefined && (
            <CrosshairOverlay
              {...{ data, model }}
              at={activeTimestamp}
              visibleWidth={availableWidth}
            />
          )}
          <TimeSlider {...{ data, timestamps, crosshair }} onStep={revealTime} plot={model.plot} />
        </figure>
      )}
    </div>
  )
}

/**
 * Returns the layout of a chart and a ref for the element that it fills. In an element that is too narrow, the chart
 * scrolls.
 */
function useChartModel(data: ChartData, unscaledHeight: number, fixedWidth: number | undefined) {
  const { ref, width: availableWidth } = useElementWidth(fixedWidth)
  const textScale = rootFontScale()
  const minWidth = minChartWidth * textScale
  const width = Math.max(availableWidth, minWidth)
  const height = unscaledHeight * textScale
  const model = useMemo(
    () => buildChartModel(data, width, height, textScale),
    [data, width, height, textScale],
  )
  return {
    ref,
    availableWidth,
    isScrollable: availableWidth > 0 && availableWidth < minWidth,
    model,
  }
}
