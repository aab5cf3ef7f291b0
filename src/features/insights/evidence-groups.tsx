import { useState, type PointerEvent } from 'react'
import type { RoomInsight } from '#src/contract/insights.ts'
import { computeValueTicks } from '#src/components/charts/axis-ticks.ts'
import { FloatingTooltip } from '#src/components/charts/floating-tooltip.tsx'
import { ItemSlider } from '#src/components/charts/item-slider.tsx'
import { useElementWidth } from '#src/components/ui/use-element-width.ts'
import { countMinutesInUse } from '#src/domain/insights/group-sizes.ts'
import type { RightSize } from '#src/domain/insights/right-size.ts'
import { defaultBusyThreshold } from '#src/domain/occupancy/room-occupancy.ts'
import { formatPercentage } from '#src/format/percentages.ts'
import * as charts from '#messages/charts.ts'
import * as text from '#messages/insight-rooms.ts'
import { toGroupBins, type GroupBin } from './group-bins.ts'
import type { InsightsRoom } from './insights-rooms.ts'
import { ServedTable } from './served-table.tsx'
import { formatNumber } from '#src/format/numbers.ts'

const height = 200
const margin = { left: 34, right: 8, top: 28, bottom: 24 }

/** The share of the use by number of people, and the use that rooms of other sizes would have served. */
export function EvidenceGroups({
  room,
  insight,
  size,
}: {
  room: InsightsRoom
  insight: RoomInsight
  size: RightSize
}) {
  const minutes = countMinutesInUse(insight.minutesByPeople)
  const recommended = 'seats' in size ? size.seats : null
  return (
    <section>
      <h3>
        {text.groupSizes} <small>{text.groupSizesNote(minutes, Math.round(minutes / 60))}</small>
      </h3>
      <GroupChart {...{ room, insight, total: minutes, recommended }} />
      <ServedTable {...{ room, insight, recommended }} />
      <p className="evidence-note">{text.minuteByMinute}</p>
    </section>
  )
}

function GroupChart({
  room: { name, capacity },
  insight,
  total,
  recommended,
}: {
  room: InsightsRoom
  insight: RoomInsight
  total: number
  recommended: number | null
}) {
  const { ref, width } = useElementWidth()
  const [selected, setSelected] = useState<number | null>(null)
  const bins = toGroupBins(insight.minutesByPeople, capacity)
  const plotWidth = Math.max(1, width - margin.left - margin.right)
  const slot = plotWidth / bins.length
  const label = text.groupSizesName(name)
  const handlePointer = (event: PointerEvent<HTMLElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left - margin.left
    const index = Math.floor(x / slot)
    setSelected(index >= 0 && index < bins.length ? index : null)
  }
  const describe = (index: number): [title: string, line: string] => {
    const bin = bins[index]
    return [
      bin ? text.groupSizeRange(bin.from, bin.to) : '',
      text.shareOfUse(formatPercentage((bin?.minutes ?? 0) / total, 1)),
    ]
  }
  return (
    <div ref={ref} style={{ minHeight: height }}>
      {width > 0 && (
        <figure
          aria-label={label}
          className="evidence-figure"
          style={{ height }}
          onPointerMove={handlePointer}
          onPointerDown={handlePointer}
          onPointerLeave={() => setSelected(null)}
        >
          <GroupPlot {...{ bins, total, capacity, recommended, width, slot }} />
          {selected !== null && (
            <FloatingTooltip x={margin.left + (selected + 0.5) * slot} y={28} width={152}>
              {describe(selected).map((line) => (
                <p key={line}>{line}</p>
              ))}
            </FloatingTooltip>
          )}
          <ItemSlider
            label={charts.sliderLabel(label)}
            count={bins.length}
            index={selected}
            start={0}
            valueText={(index) => {
              const [title, line] = describe(index)
              return charts.sliderText(title, [line])
            }}
            onSelect={setSelected}
            outline={{
              left: margin.left,
              top: margin.top,
              width: plotWidth,
              height: height - margin.top - margin.bottom,
            }}
          />
        </figure>
      )}
    </div>
  )
}

function GroupPlot({
  bins,
  total,
  capacity,
  recommended,
  width,
  slot,
}: {
  bins: readonly GroupBin[]
  total: number
  capacity: number | null
  recommended: number | null
  width: number
  slot: number
}) {
  const highest = Math.max(...bins.map(({ minutes }) => minutes)) / total
  const axis = computeValueTicks(highest * 100, 3, true)
  const bottom = height - margin.bottom
  const y = (percent: number) => bottom - (percent / axis.max) * (bottom - margin.top)
  const capacityBin = capacity === null ? -1 : bins.findIndex(({ to }) => to >= capacity)
  const capacityX = margin.left + (capacityBin + 1) * slot
  const step = Math.ceil(28 / slot)
  return (
    <svg width={width} height={height} aria-hidden="true" className="insights-drawing">
      {axis.ticks.map((value) => (
        <g key={value}>
          <path
            className={value === 0 ? 'insights-base' : 'insights-grid'}
            d={`M${margin.left} ${y(value)}H${width - margin.right}`}
          />
          <text x={margin.left - 8} y={y(value) + 4} textAnchor="end">
            {formatNumber(value)}
          </text>
        </g>
      ))}
      {bins.map((bin, index) => (
        <GroupBar
          key={bin.from}
          bin={bin}
          level={levelOf(bin, capacity)}
          percent={(bin.minutes / total) * 100}
          isLabelled={index % step === 0}
          isRecommended={recommended !== null && bin.from <= recommended && bin.to >= recommended}
          box={{ x: margin.left + index * slot, width: slot, y }}
        />
      ))}
      {capacity !== null && capacityBin >= 0 && (
        <>
          <path className="insights-capacity" d={`M${capacityX} 4V${bottom}`} />
          <text
            className="insights-muted"
            x={capacityX > 96 ? capacityX - 8 : capacityX + 8}
            y={14}
            textAnchor={capacityX > 96 ? 'end' : 'start'}
          >
            {text.seats(capacity)}
          </text>
        </>
      )}
    </svg>
  )
}

function levelOf({ from }: GroupBin, capacity: number | null): 'use' | 'busy' | 'over' {
  const share = capacity === null ? 0 : from / capacity
  if (share > 1) return 'over'
  return share >= defaultBusyThreshold ? 'busy' : 'use'
}

function GroupBar({
  bin: { to, minutes },
  level,
  percent,
  isLabelled,
  isRecommended,
  box: { x, width, y },
}: {
  bin: GroupBin
  level: ReturnType<typeof levelOf>
  percent: number
  isLabelled: boolean
  isRecommended: boolean
  box: { x: number; width: number; y: (percent: number) => number }
}) {
  const middle = x + width / 2
  return (
    <g>
      {minutes > 0 && (
        <rect
          className={`insights-bar-${level}`}
          x={x + 1}
          y={y(percent)}
          width={Math.max(1, width - 2)}
          height={Math.max(1, y(0) - y(percent))}
        />
      )}
      {minutes > 0 && width >= 22 && (
        <text className="insights-muted" x={middle} y={y(percent) - 6} textAnchor="middle">
          {percent < 0.5 ? text.belowOne : Math.round(percent)}
        </text>
      )}
      {(isRecommended || isLabelled) && (
        <text
          className={isRecommended ? 'insights-strong' : undefined}
          x={middle}
          y={height - 6}
          textAnchor="middle"
        >
          {to}
        </text>
      )}
    </g>
  )
}
