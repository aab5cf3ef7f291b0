import type { RoomInsight } from '#src/contract/insights.ts'
import { computeValueTicks } from '#src/components/charts/axis-ticks.ts'
import { ItemFigure, itemAt } from '#src/components/charts/item-figure.tsx'
import { useElementWidth } from '#src/components/ui/use-element-width.ts'
import {
  countMinutesInUse,
  findSizeLevel,
  toSizeBins,
  type SizeBin,
  type SizeLevel,
} from '#src/domain/insights/group-sizes.ts'
import type { RightSize, RightSizeRule } from '#src/domain/insights/right-size.ts'
import { formatPercentage } from '#src/format/percentages.ts'
import * as text from '#messages/insight-rooms.ts'
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
  rule,
}: {
  room: InsightsRoom
  insight: RoomInsight
  size: RightSize
  rule: RightSizeRule
}) {
  const minutes = countMinutesInUse(insight.minutesByPeople)
  const recommended = 'seats' in size ? size.seats : null
  return (
    <section>
      <h3>
        {text.groupSizes} <small>{text.groupSizesNote(minutes, Math.round(minutes / 60))}</small>
      </h3>
      <GroupChart {...{ room, insight, total: minutes, recommended }} />
      <ServedTable {...{ room, insight, recommended, rule }} />
      <p className="evidence-note">{text.minuteByMinute}</p>
    </section>
  )
}

function GroupChart({
  room,
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
  const bins = toSizeBins(insight.minutesByPeople, room.capacity)
  const plotWidth = Math.max(1, width - margin.left - margin.right)
  const slot = plotWidth / bins.length
  const describe = (index: number) => {
    const bin = bins[index]
    return {
      title: bin ? text.groupSizeRange(bin.from, bin.to) : '',
      lines: [text.shareOfUse(formatPercentage((bin?.minutes ?? 0) / total, 1))],
    }
  }
  return (
    <div ref={ref} style={{ minHeight: height }}>
      {width > 0 && (
        <ItemFigure
          name={text.groupSizesName(room.name)}
          size={{ height }}
          count={bins.length}
          start={0}
          indexAt={(x) => itemAt(x, { left: margin.left, slot, count: bins.length })}
          describe={describe}
          tooltipAt={(index) => ({ x: margin.left + (index + 0.5) * slot, y: 28, width: 152 })}
          outline={{
            left: margin.left,
            top: margin.top,
            width: plotWidth,
            height: height - margin.top - margin.bottom,
          }}
        >
          {() => <GroupPlot {...{ bins, total, room, recommended, width, slot }} />}
        </ItemFigure>
      )}
    </div>
  )
}

function GroupPlot({
  bins,
  total,
  room,
  recommended,
  width,
  slot,
}: {
  bins: readonly SizeBin[]
  total: number
  room: InsightsRoom
  recommended: number | null
  width: number
  slot: number
}) {
  const { capacity } = room
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
          level={findSizeLevel(bin.from, room)}
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

function GroupBar({
  bin: { to, minutes },
  level,
  percent,
  isLabelled,
  isRecommended,
  box: { x, width, y },
}: {
  bin: SizeBin
  level: SizeLevel
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
