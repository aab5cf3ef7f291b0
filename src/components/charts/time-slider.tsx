import type { KeyboardEvent } from 'react'
import type { Crosshair } from './crosshair.tsx'
import type { ChartModel } from './chart-model.ts'
import * as text from '#messages/charts.ts'
import { formatTimestamp } from './chart-labels.ts'
import { findNearestIndex, valuesAt, type ChartData } from './chart-data.ts'

const keySteps: Record<string, (index: number, last: number) => number> = {
  ArrowLeft: (index) => index - 1,
  ArrowDown: (index) => index - 1,
  ArrowRight: (index) => index + 1,
  ArrowUp: (index) => index + 1,
  PageDown: (index) => index - 10,
  PageUp: (index) => index + 10,
  Home: () => 0,
  End: (_, last) => last,
}

type Props = {
  data: ChartData
  timestamps: readonly number[]
  crosshair: Crosshair
  onStep: (at: number) => void
  plot: ChartModel['plot']
}

/**
 * The crosshair for keyboards and screen readers: a native slider over the chart's times. Its value text contains the
 * value of each line. Screen readers announce it on change, so no live region is needed.
 */
export function TimeSlider({ data, timestamps, crosshair, onStep, plot }: Props) {
  const last = timestamps.length - 1
  const index = crosshair.at === null ? last : findNearestIndex(timestamps, crosshair.at)
  const at = timestamps[index]
  if (at === undefined) return null

  const selectIndex = (next: number) => {
    const timestamp = timestamps[Math.min(Math.max(next, 0), last)]
    if (timestamp === undefined) return
    crosshair.moveTo(timestamp)
    onStep(timestamp)
  }
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && crosshair.at !== null) {
      // The first Escape hides the crosshair; only the next one may close the surrounding panel.
      event.stopPropagation()
      event.preventDefault()
      crosshair.moveTo(null)
    }
    const keyStep = keySteps[event.key]
    if (!keyStep || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    selectIndex(keyStep(index, last))
  }
  return (
    <>
      <input
        type="range"
        className="peer pointer-events-none absolute inset-0 size-full opacity-0 print:hidden"
        aria-label={text.sliderLabel(data.label)}
        aria-valuetext={text.sliderText(
          formatTimestamp(data, at),
          valuesAt(data, at).map(({ series, value, partial }) =>
            text.sliderValue(series.label, value, partial),
          ),
        )}
        min={0}
        max={last}
        value={index}
        onChange={(event) => selectIndex(event.target.valueAsNumber)}
        onKeyDown={handleKeyDown}
        onFocus={() => selectIndex(index)}
        onBlur={() => crosshair.moveTo(null)}
      />
      <span
        className="pointer-events-none absolute rounded-sm outline-accent peer-focus-visible:outline-2 print:hidden"
        style={{
          left: plot.left - 4,
          top: plot.top - 4,
          width: plot.width + 8,
          height: plot.height + 8,
        }}
      />
    </>
  )
}
