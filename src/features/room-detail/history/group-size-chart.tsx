import { useMemo } from 'react'
import { computeValueTicks } from '#src/components/charts/axis-ticks.ts'
import { imageWidth } from '#src/components/charts/chart-data.ts'
import { ItemFigure, itemAt } from '#src/components/charts/item-figure.tsx'
import { useElementWidth } from '#src/components/ui/use-element-width.ts'
import type { RoomHistory } from '#src/contract/history.ts'
import { toSizeBins, type SizeBin } from '#src/domain/insights/group-sizes.ts'
import { formatPercentage } from '#src/format/percentages.ts'
import * as text from '#messages/room-history.tsx'
import * as figureText from '#messages/room-figures.ts'
import { PlotSvg, tooltip, ValueAxis } from './plot-svg.tsx'
import type { CellScale } from './cell-scale.ts'
import type { SectionImage } from './history-section.tsx'
import type { HistoryView } from './history-view.ts'

const height = 176
const margin = { left: 34, right: 8, top: 24, bottom: 24 }
const plotHeight = height - margin.top - margin.bottom

type Layout = {
  width: number
  plotWidth: number
  slot: number
  ticks: readonly number[]
  /** Returns the y coordinate of a share (in percent), in pixels from the top. */
  y: (percent: number) => number
}

function layoutBars(bins: readonly SizeBin[], total: number, width: number): Layout {
  const highest = Math.max(...bins.map(({ minutes }) => minutes)) / total
  const axis = computeValueTicks(highest * 100, 3, true)
  const plotWidth = Math.max(1, width - margin.left - margin.right)
  return {
    width,
    plotWidth,
    slot: plotWidth / bins.length,
    ticks: axis.ticks,
    y: (percent) => margin.top + (1 - percent / axis.max) * plotHeight,
  }
}

function toBins({ minutesByPeople, capacity }: RoomHistory): SizeBin[] {
  const sizes = minutesByPeople.map(({ people, minutes }) => [people, minutes] as const)
  return toSizeBins(sizes, capacity)
}

/** @param total minutes in use */
export function GroupSizeChart({
  view: { history, scale, dates },
  total,
}: {
  view: HistoryView
  total: number
}) {
  const { ref, width } = useElementWidth()
  const { capacity } = history
  const bins = useMemo(() => toBins(history), [history])
  const layout = layoutBars(bins, total, width)
  const { plotWidth, slot } = layout
  const describe = (index: number) => {
    const { from = 0, to = 0, minutes = 0 } = bins[index] ?? {}
    return {
      title: text.groupSize(from, to),
      lines: [text.groupMinutes(minutes), text.groupShare(formatPercentage(minutes / total, 1))],
    }
  }
  return (
    <div ref={ref} style={{ minHeight: height }}>
      {width > 0 && (
        <ItemFigure
          name={text.groupSizesName(dates)}
          size={{ height }}
          count={bins.length}
          start={0}
          indexAt={(x) => itemAt(x, { left: margin.left, slot, count: bins.length })}
          describe={describe}
          tooltipAt={(index) => ({ x: margin.left + (index + 0.5) * slot, ...tooltip })}
          outline={{ left: margin.left, top: margin.top, width: plotWidth, height: plotHeight }}
        >
          {(selected) => <SizePlot {...{ bins, total, capacity, scale, layout, selected }} />}
        </ItemFigure>
      )}
    </div>
  )
}

/** @param width in pixels */
export function drawGroupSizes(
  { history, scale }: Pick<HistoryView, 'history' | 'scale'>,
  total: number,
  width: number = imageWidth,
): SectionImage {
  const { capacity } = history
  const bins = toBins(history)
  const layout = layoutBars(bins, total, width)
  return {
    height,
    drawing: <SizePlot {...{ bins, total, capacity, scale, layout }} selected={null} />,
  }
}

function SizePlot({
  bins,
  total,
  capacity,
  scale,
  layout,
  selected,
}: {
  bins: readonly SizeBin[]
  total: number
  capacity: number | null
  scale: CellScale
  layout: Layout
  selected: number | null
}) {
  const { width, slot, ticks, y } = layout
  const values = ticks.map((value) => ({ value, y: y(value) }))
  const step = labelStep(bins, slot)
  return (
    <PlotSvg width={width} height={height}>
      {() => (
        <>
          <ValueAxis ticks={values} left={margin.left} right={width - margin.right} />
          {capacity !== null && <CapacityMark capacity={capacity} bins={bins} slot={slot} />}
          {bins.map((bin, index) => (
            <SizeBar
              key={bin.from}
              bin={bin}
              share={bin.minutes / total}
              step={scale.kind === 'capacity' ? scale.stepAt(bin.from) : '4'}
              isLabelled={(index + 1) % step === 0}
              isSelected={index === selected}
              box={{ x: margin.left + index * slot, y, width: slot }}
            />
          ))}
        </>
      )}
    </PlotSvg>
  )
}

/** Draws the capacity as a line at the right edge of the bar that contains it. */
function CapacityMark({
  capacity,
  bins,
  slot,
}: {
  capacity: number
  bins: readonly SizeBin[]
  slot: number
}) {
  const index = bins.findIndex(({ to }) => to >= capacity)
  if (index < 0) return null
  const x = margin.left + (index + 1) * slot
  const isLeft = x < 96
  return (
    <>
      <path className="room-history-seats" d={`M${x} 0V${height - margin.bottom}`} />
      <text
        className="room-history-muted"
        x={isLeft ? x + 8 : x - 8}
        y={12}
        textAnchor={isLeft ? 'start' : 'end'}
      >
        {figureText.seats(capacity)}
      </text>
    </>
  )
}

/** Minimum width of a bar that shows its share, in pixels. */
const minShareWidth = 22

const labelOf = ({ from, to }: SizeBin) =>
  from === to ? String(from) : text.legendPeople(from, to)

/**
 * Returns n such that labels on every nth bar do not touch. If each bar stands for one number of people, n is 1 or at
 * least 5.
 */
export function labelStep(bins: readonly SizeBin[], slot: number): number {
  const longest = Math.max(...bins.map((bin) => labelOf(bin).length))
  const step = Math.ceil((longest * 7.5 + 6) / slot)
  return step > 1 && bins.every(({ from, to }) => from === to) ? Math.max(5, step) : step
}

function SizeBar({
  bin,
  share,
  step,
  isLabelled,
  isSelected,
  box,
}: {
  bin: SizeBin
  share: number
  step: string
  isLabelled: boolean
  isSelected: boolean
  box: { x: number; y: (percent: number) => number; width: number }
}) {
  const top = box.y(share * 100)
  const middle = box.x + box.width / 2
  const fill =
    step === 'busy' || step === 'over' ? `room-history-fill-${step}` : 'room-history-size'
  return (
    <>
      {bin.minutes > 0 && (
        <>
          <rect
            className={fill}
            data-selected={isSelected || undefined}
            x={box.x + 1}
            y={top}
            width={Math.max(1, box.width - 2)}
            height={Math.max(1, box.y(0) - top)}
          />
          {box.width >= minShareWidth && (
            <text className="room-history-muted" x={middle} y={top - 6} textAnchor="middle">
              {Math.round(share * 100)}
            </text>
          )}
        </>
      )}
      {isLabelled && (
        <text x={middle} y={height - 6} textAnchor="middle">
          {labelOf(bin)}
        </text>
      )}
    </>
  )
}
