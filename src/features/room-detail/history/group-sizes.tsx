import { useMemo, useState, type PointerEvent } from 'react'
import { computeValueTicks } from '#src/components/charts/axis-ticks.ts'
import { ItemSlider } from '#src/components/charts/item-slider.tsx'
import { useElementWidth } from '#src/components/ui/use-element-width.ts'
import type { RoomHistory } from '#src/contract/history.ts'
import { formatPercentage } from '#src/format/percentages.ts'
import * as charts from '#messages/charts.ts'
import * as text from '#messages/room-history.tsx'
import { ChartTooltip } from './chart-tooltip.tsx'
import { HistorySection, type HistoryTable } from './history-section.tsx'
import type { HistoryView } from './history-view.ts'

/** Numbers of people of one bar, and the minutes with that many people. */
type SizeBin = { from: number; to: number; minutes: number }

/** Most bars that the chart shows; more sizes share bars. */
const maxBins = 24

/** Returns bars up to the capacity or the largest group, of one person each unless that were too many. */
export function toSizeBins(
  minutesByPeople: RoomHistory['minutesByPeople'],
  capacity: number | null,
): SizeBin[] {
  const largest = Math.max(capacity ?? 0, 1, ...minutesByPeople.map(({ people }) => people))
  const size = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000].find((one) => largest / one <= maxBins)
  const width = size ?? Math.ceil(largest / maxBins)
  return Array.from({ length: Math.ceil(largest / width) }, (_, index) => {
    const [from, to] = [index * width + 1, (index + 1) * width]
    const inside = minutesByPeople.filter(({ people }) => people >= from && people <= to)
    return { from, to, minutes: inside.reduce((sum, { minutes }) => sum + minutes, 0) }
  })
}

/** How long groups of each size used the room. */
export function GroupSizeSection({ view }: { view: HistoryView }) {
  const { history, dates, level, exportHeading } = view
  const total = history.minutesByPeople.reduce((sum, { minutes }) => sum + minutes, 0)
  return (
    <HistorySection
      title={text.groupSizes}
      {...(total > 0 && { note: text.groupSizesNote(total) })}
      level={level}
      table={total > 0 ? toTable(history, dates, total) : null}
      exportHeading={exportHeading}
    >
      {total > 0 ? (
        <GroupSizeChart view={view} total={total} />
      ) : (
        <p className="text-ink-muted">{text.neverInUse}</p>
      )}
    </HistorySection>
  )
}

function toTable({ minutesByPeople }: RoomHistory, dates: string, total: number): HistoryTable {
  return {
    caption: text.groupSizesName(dates),
    columns: [text.columnPeople, text.columnMinutes, text.columnShare],
    rows: minutesByPeople.map(({ people, minutes }) => [people, minutes, (minutes / total) * 100]),
  }
}

const height = 176
const margin = { left: 30, right: 8, top: 24, bottom: 24 }

function GroupSizeChart({
  view: { history, scale, dates },
  total,
}: {
  view: HistoryView
  total: number
}) {
  const { ref, width } = useElementWidth()
  const [selected, setSelected] = useState<number | null>(null)
  const { capacity } = history
  const bins = useMemo(
    () => toSizeBins(history.minutesByPeople, capacity),
    [history.minutesByPeople, capacity],
  )
  const highest = Math.max(...bins.map(({ minutes }) => minutes)) / total
  const axis = computeValueTicks(highest * 100, 3, true)
  const plotWidth = Math.max(1, width - margin.left - margin.right)
  const slot = plotWidth / bins.length
  const plotHeight = height - margin.top - margin.bottom
  const y = (percent: number) => margin.top + (1 - percent / axis.max) * plotHeight
  const handlePointer = (event: PointerEvent<HTMLElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left - margin.left
    const index = Math.floor(x / slot)
    setSelected(index >= 0 && index < bins.length ? index : null)
  }
  const describe = (index: number) => {
    const { from = 0, to = 0, minutes = 0 } = bins[index] ?? {}
    return {
      title: text.groupSize(from, to),
      lines: [text.groupMinutes(minutes), text.groupShare(formatPercentage(minutes / total, 1))],
    }
  }
  const capacityIndex = bins.findIndex(({ to }) => capacity !== null && to >= capacity)
  const capacityX = margin.left + (capacityIndex + 1) * slot
  return (
    <div ref={ref} style={{ minHeight: height }}>
      {width > 0 && (
        <figure
          aria-label={text.groupSizesName(dates)}
          className="relative m-0 print:[&_svg]:h-auto print:[&_svg]:max-w-full"
          style={{ height }}
          onPointerMove={handlePointer}
          onPointerDown={handlePointer}
          onPointerLeave={(event) => event.pointerType === 'mouse' && setSelected(null)}
        >
          <svg
            width={width}
            height={height}
            viewBox={`0 0 ${width} ${height}`}
            aria-hidden="true"
            className="room-history-chart"
          >
            {axis.ticks.map((tick) => (
              <g key={tick}>
                <line
                  className={tick === 0 ? 'room-history-base' : 'room-history-grid'}
                  x1={margin.left}
                  x2={width - margin.right}
                  y1={y(tick)}
                  y2={y(tick)}
                />
                <text x={margin.left - 8} y={y(tick) + 4} textAnchor="end">
                  {tick}
                </text>
              </g>
            ))}
            {capacity !== null && capacityIndex >= 0 && (
              <>
                <path
                  className="room-history-seats"
                  d={`M${capacityX} 0V${height - margin.bottom}`}
                />
                <text
                  className="room-history-muted"
                  x={capacityX - 8}
                  y={12}
                  textAnchor={capacityX < 96 ? 'start' : 'end'}
                >
                  {text.seats(capacity)}
                </text>
              </>
            )}
            {bins.map((bin, index) => (
              <SizeBar
                key={bin.from}
                bin={bin}
                share={bin.minutes / total}
                step={scale.kind === 'capacity' ? scale.stepAt(bin.from) : '4'}
                isSelected={index === selected}
                box={{ x: margin.left + index * slot, y, width: slot }}
              />
            ))}
          </svg>
          {selected !== null && (
            <ChartTooltip
              x={margin.left + (selected + 0.5) * slot}
              width={width}
              {...describe(selected)}
            />
          )}
          <ItemSlider
            label={charts.sliderLabel(text.groupSizesName(dates))}
            count={bins.length}
            index={selected}
            start={0}
            valueText={(index) => {
              const { title, lines } = describe(index)
              return charts.sliderText(title, lines)
            }}
            onSelect={setSelected}
            outline={{ left: margin.left, top: margin.top, width: plotWidth, height: plotHeight }}
          />
        </figure>
      )}
    </div>
  )
}

const minLabelWidth = 22

function SizeBar({
  bin,
  share,
  step,
  isSelected,
  box,
}: {
  bin: SizeBin
  share: number
  step: string
  isSelected: boolean
  box: { x: number; y: (percent: number) => number; width: number }
}) {
  const top = box.y(share * 100)
  const middle = box.x + box.width / 2
  const isLabelled = box.width >= minLabelWidth || (bin.to / (bin.to - bin.from + 1)) % 5 === 0
  const fill = step === 'busy' || step === 'over' ? `room-history-fill-${step}` : 'room-history-size'
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
          {box.width >= minLabelWidth && (
            <text className="room-history-muted" x={middle} y={top - 6} textAnchor="middle">
              {Math.round(share * 100)}
            </text>
          )}
        </>
      )}
      {isLabelled && (
        <text x={middle} y={height - 6} textAnchor="middle">
          {bin.from === bin.to ? bin.from : text.legendPeople(bin.from, bin.to)}
        </text>
      )}
    </>
  )
}
