import type { Crosshair } from './crosshair.tsx'
import type { ChartModel } from './chart-model.ts'
import * as text from '#messages/charts.ts'
import { formatTimestamp } from './chart-labels.ts'
import { findNearestIndex, valuesAt, type ChartData } from './chart-data.ts'
import { ItemSlider } from './item-slider.tsx'

type Props = {
  data: ChartData
  timestamps: readonly number[]
  crosshair: Crosshair
  onStep: (at: number) => void
  plot: ChartModel['plot']
}

/** The crosshair for keyboards and screen readers: a slider over the times of the chart. */
export function TimeSlider({ data, timestamps, crosshair, onStep, plot }: Props) {
  return (
    <ItemSlider
      label={text.sliderLabel(data.label)}
      count={timestamps.length}
      index={crosshair.at === null ? null : findNearestIndex(timestamps, crosshair.at)}
      valueText={(index) => describeValues(data, timestamps[index] ?? data.from)}
      onSelect={(index) => {
        const at = index === null ? null : (timestamps[index] ?? null)
        crosshair.moveTo(at)
        if (at !== null) onStep(at)
      }}
      outline={{
        left: plot.left - 4,
        top: plot.top - 4,
        width: plot.width + 8,
        height: plot.height + 8,
      }}
    />
  )
}

/** Returns the values at a given time. Includes sensors without data, but not earlier periods without data. */
function describeValues(data: ChartData, at: number): string {
  const values = valuesAt(data, at)
    .filter(({ series, value }) => series.emphasis !== 'before' || value !== null)
    .map(({ series, value, partial }) => text.sliderValue(series.label, value, partial))
  return text.sliderText(formatTimestamp(data, at), values)
}
