import { useMemo, useState, type PointerEvent } from 'react'
import { ItemSlider } from '#src/components/charts/item-slider.tsx'
import { rootFontScale } from '#src/components/ui/root-font-scale.ts'
import { useElementWidth } from '#src/components/ui/use-element-width.ts'
import type { MetricName } from '#src/contract/reporting.ts'
import { minute } from '#src/domain/time/duration.ts'
import { formatTime, formatTimeOfSecond } from '#src/format/dates.ts'
import { formatPeople } from '#messages/common.ts'
import * as text from '#messages/metrics-page.ts'
import { PlotDrawing } from './plot-drawing.tsx'
import { buildPlot, type PlotInputs } from './plot-model.ts'

const chartHeight = 248

/**
 * Draws a sensor's counts by window. The counts that determine the metric are dark.
 *
 * @param colour the sensor's colour
 */
export function MetricPlot({
  label,
  colour,
  ...inputs
}: PlotInputs & { label: string; colour: string }) {
  const { ref, width } = useElementWidth()
  const textScale = rootFontScale()
  const height = chartHeight * textScale
  const { windows, metrics, metric, from, to, stepMs, zone } = inputs
  const model = useMemo(
    () =>
      buildPlot({ windows, metrics, metric, from, to, stepMs, zone }, { width, height, textScale }),
    [windows, metrics, metric, from, to, stepMs, zone, width, height, textScale],
  )
  const [selected, setSelected] = useState<number | null>(null)
  const describe = (index: number) => {
    const bar = model.bars[index]
    if (!bar) return ''
    const time = stepMs < minute ? formatTimeOfSecond(bar.at, zone) : formatTime(bar.at, zone)
    return text.windowValue(time, formatPeople(bar.value), bar.isCounted ? metric : null)
  }
  const handlePointer = (event: PointerEvent<HTMLElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left
    const nearest = model.bars.reduce<number | null>((best, bar, index) => {
      const distance = Math.abs(bar.left + bar.width / 2 - x)
      const other = best === null ? undefined : model.bars[best]
      return other && Math.abs(other.left + other.width / 2 - x) <= distance ? best : index
    }, null)
    setSelected(nearest)
  }
  return (
    <>
      <div ref={ref} style={{ minHeight: height }}>
        {width > 0 && (
          <figure
            aria-label={label}
            className="metrics-figure"
            style={{ height }}
            onPointerMove={handlePointer}
            onPointerDown={handlePointer}
            onPointerLeave={(event) => event.pointerType === 'mouse' && setSelected(null)}
          >
            <PlotDrawing model={model} colour={colour} selected={selected} textScale={textScale} />
            <ItemSlider
              label={text.selectedWindow(label)}
              count={model.bars.length}
              index={selected}
              valueText={describe}
              onSelect={setSelected}
              outline={{ ...model.plot }}
            />
          </figure>
        )}
      </div>
      <PlotLegend
        metric={metric}
        hasOthers={model.bars.some((bar) => !bar.isCounted)}
        selected={selected === null ? null : describe(selected)}
        colour={colour}
      />
    </>
  )
}

/** Explains the colours of the bars or, while a window is selected, shows its value, which the slider announces. */
function PlotLegend({
  metric,
  hasOthers,
  selected,
  colour,
}: {
  metric: MetricName
  /** Whether there are counts that do not determine the metric. */
  hasOthers: boolean
  selected: string | null
  colour: string
}) {
  return (
    <p className="metrics-legend" style={{ color: colour }}>
      {selected === null ? (
        <>
          <span>
            <i className="metrics-counted" />
            <span>{text.countedLegend(metric)}</span>
          </span>
          {hasOthers && (
            <span>
              <i className="metrics-other" />
              <span>{text.otherLegend}</span>
            </span>
          )}
          <span>
            <span>{text.emptyLegend}</span>
          </span>
        </>
      ) : (
        <span aria-hidden="true">
          <strong>{selected}</strong>
        </span>
      )}
    </p>
  )
}
