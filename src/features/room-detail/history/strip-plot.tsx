import type { RoomHistory } from '#src/contract/history.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatCalendarDay } from '#src/format/dates.ts'
import { formatDay, formatHour } from '#src/format/periods.ts'
import { formatNumber } from '#src/format/numbers.ts'
import * as text from '#messages/room-history.tsx'
import type { CellScale } from './cell-scale.ts'
import { slotMs, slotsPerDay, type DaySlot } from './day-slots.ts'
import { PlotSvg } from './plot-svg.tsx'
import { DrawnLegend, drawnLegendHeight } from './drawn-legend.tsx'
import type { Opening } from '#src/domain/history/opening-hours.ts'
import { intervalsOfDay, openingSpan } from './opening.ts'
import type { StripLayout } from './strip-layout.ts'

export type StripRow = { day: RoomHistory['days'][number]; slots: readonly DaySlot[] }

/** Returns whether a sensor was missing in any quarter of an hour. */
function hasPartialSlots(rows: readonly StripRow[]): boolean {
  return rows.some(({ slots }) => slots.some((slot) => slot.kind === 'people' && slot.partial))
}

/** @param hasLegend whether to draw a legend below the strips */
export function StripPlot({
  rows,
  layout,
  scale,
  zone,
  opening,
  provisionalFrom,
  selected,
  hasLegend = false,
}: {
  rows: readonly StripRow[]
  layout: StripLayout
  scale: CellScale
  zone: TimeZone
  opening: Opening
  provisionalFrom: number | null
  selected: { x: number; y: number } | null
  hasLegend?: boolean
}) {
  const { width, height, left, cellWidth, top } = layout
  return (
    <PlotSvg
      width={width}
      height={hasLegend ? height + drawnLegendHeight : height}
      fontSize={12 * layout.textScale}
    >
      {(hatch) => (
        <>
          <HourTicks layout={layout} />
          {rows.map((row, index) => (
            <Strip
              key={row.day.date}
              {...{ row, layout, scale, zone, opening, hatch, provisionalFrom }}
              y={top + index * layout.rowHeight}
            />
          ))}
          {Object.values(openingSpan(opening)).map((hour) => (
            <path
              key={hour}
              className="room-history-opening"
              d={`M${left + hour * 4 * cellWidth} ${top}V${height}`}
            />
          ))}
          {selected && (
            <rect
              className="room-history-selected"
              x={selected.x - 1}
              y={selected.y - 1}
              width={cellWidth + 2}
              height={layout.stripHeight + 2}
            />
          )}
          {hasLegend && (
            <DrawnLegend
              scale={scale}
              y={height + 24}
              hatch={hatch}
              hasPartial={hasPartialSlots(rows)}
              hasProvisional={provisionalFrom !== null}
            />
          )}
        </>
      )}
    </PlotSvg>
  )
}

function HourTicks({
  layout: { isNarrow, left, cellWidth, width, textScale },
}: {
  layout: StripLayout
}) {
  const hours = isNarrow ? [0, 8, 16, 24] : [0, 4, 8, 12, 16, 20, 24]
  const anchor = (hour: number) => (hour === 0 ? 'start' : hour === 24 ? 'end' : 'middle')
  return (
    <>
      {hours.map((hour) => (
        <text
          key={hour}
          x={left + hour * 4 * cellWidth}
          y={12 * textScale}
          textAnchor={anchor(hour)}
        >
          {hour === 24 ? text.endOfDay : formatHour(hour)}
        </text>
      ))}
      {!isNarrow && (
        <text x={width} y={12 * textScale} textAnchor="end">
          {text.peakColumn}
        </text>
      )}
    </>
  )
}

function Strip({
  row: { day, slots },
  y,
  layout,
  scale,
  zone,
  opening,
  hatch,
  provisionalFrom,
}: {
  row: StripRow
  y: number
  layout: StripLayout
  scale: CellScale
  zone: TimeZone
  opening: Opening
  hatch: string
  provisionalFrom: number | null
}) {
  const { left, cellWidth, stripHeight, width, textScale, isNarrow } = layout
  const intervals = intervalsOfDay(opening, day.date)
  const labelClass = intervals.length > 0 ? 'room-history-muted' : undefined
  const baseline = y + stripHeight / 2 + 4 * textScale
  return (
    <g>
      <text className={labelClass} x={0} y={baseline}>
        {isNarrow ? formatCalendarDay(day.from, zone, false) : formatDay(day.from, zone)}
      </text>
      <rect
        className="room-history-ground"
        x={left}
        y={y}
        width={slotsPerDay * cellWidth}
        height={stripHeight}
      />
      {intervals.map(({ from, to }) => (
        <rect
          key={from}
          className="room-history-open"
          x={left + from * 4 * cellWidth}
          y={y}
          width={(to - from) * 4 * cellWidth}
          height={stripHeight}
        />
      ))}
      {toRuns(slots, scale).map(({ step, start, length }) => (
        <rect
          key={start}
          x={left + start * cellWidth}
          y={y}
          width={length * cellWidth}
          height={stripHeight}
          {...(step === 'hatch'
            ? { fill: hatch, className: 'room-history-hatched' }
            : { className: `room-history-fill-${step}` })}
        />
      ))}
      {slots.map((slot, index) => {
        const mark = findMark(slot, provisionalFrom)
        return mark === null ? null : (
          <path
            key={mark.at}
            className={mark.className}
            d={`M${left + index * cellWidth} ${y + stripHeight - 1}h${cellWidth}`}
          />
        )
      })}
      <text className={labelClass} x={width} y={baseline} textAnchor="end">
        {day.max === null ? '–' : day.max > 0 || intervals.length > 0 ? formatNumber(day.max) : ''}
      </text>
    </g>
  )
}

/** Returns the mark below a quarter of an hour that may still change or lacks a sensor; null for other quarters. */
function findMark(slot: DaySlot, provisionalFrom: number | null) {
  if (slot.kind !== 'people') return null
  const { at, partial } = slot
  if (provisionalFrom !== null && at + slotMs > provisionalFrom) {
    return { at, className: 'room-history-change' }
  }
  return partial ? { at, className: 'room-history-partial' } : null
}

type Run = { step: string; start: number; length: number }

/** Joins adjacent quarters of an hour with the same colour. Free and future quarters have no colour. */
function toRuns(slots: readonly DaySlot[], scale: CellScale): Run[] {
  const runs: Run[] = []
  for (const [index, slot] of slots.entries()) {
    const step = stepOf(slot, scale)
    const last = runs.at(-1)
    if (step === null) continue
    if (last && last.step === step && last.start + last.length === index) last.length += 1
    else runs.push({ step, start: index, length: 1 })
  }
  return runs
}

function stepOf(slot: DaySlot, scale: CellScale): string | null {
  if (slot.kind === 'unknown' || slot.kind === 'skipped') return 'hatch'
  if (slot.kind !== 'people') return null
  const step = scale.stepAt(slot.people)
  return step === 'free' ? null : step
}
