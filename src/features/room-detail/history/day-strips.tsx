import { useMemo, useState, type PointerEvent } from 'react'
import { imageWidth } from '#src/components/charts/chart-data.ts'
import { ItemSlider } from '#src/components/charts/item-slider.tsx'
import { useElementWidth } from '#src/components/ui/use-element-width.ts'
import { rootFontScale } from '#src/components/ui/root-font-scale.ts'
import { formatTime } from '#src/format/dates.ts'
import { formatDay, formatMinuteOfDay } from '#src/format/periods.ts'
import * as charts from '#messages/charts.ts'
import { formatPeople } from '#messages/common.ts'
import type { TableData } from '#src/components/charts/data-table.tsx'
import * as text from '#messages/room-history.tsx'
import { ChartTooltip } from './chart-tooltip.tsx'
import { slotsPerDay, toDaySlots, type DaySlot } from './day-slots.ts'
import { drawnLegendHeight } from './drawn-legend.tsx'
import { HistorySection, toDayCell, toTimeCell, type SectionImage } from './history-section.tsx'
import type { HistoryView } from './history-view.ts'
import { ScaleLegend } from './scale-legend.tsx'
import { layoutStrips } from './strip-layout.ts'
import { StripPlot, type StripRow } from './strip-plot.tsx'

/** One row per day, newest first, coloured by the peak of each quarter of an hour. */
export function StripSection({ view }: { view: HistoryView }) {
  const { history, scale, level, zone, exportHeading } = view
  const { isMinuteDataWithheld, provisionalFrom } = history
  const hasMinutes = history.resolution === 'minute'
  return (
    <HistorySection
      title={text.usageCalendar}
      note={text.calendarNote}
      level={level}
      table={hasMinutes ? toStripTable(view) : null}
      image={() => drawStrips(view)}
      zone={zone}
      exportHeading={exportHeading}
    >
      {hasMinutes ? (
        <>
          <DayStrips view={view} />
          <ScaleLegend
            scale={scale}
            hasPartial={history.days.some((day) => day.incompleteQuarters.length > 0)}
            hasProvisional={provisionalFrom !== null}
          />
        </>
      ) : (
        <p className="text-ink-muted">
          {isMinuteDataWithheld ? text.calendarWithheld : text.noMinutes}
        </p>
      )}
    </HistorySection>
  )
}

function toStripTable({ history, zone, dates }: HistoryView): TableData {
  const quarters = Array.from({ length: slotsPerDay }, (_, slot) => formatMinuteOfDay(slot * 15))
  return {
    caption: text.calendarName(dates),
    columns: [
      text.columnDay,
      text.columnFirstUse,
      text.columnLastUse,
      text.columnIncomplete,
      ...quarters,
    ],
    rows: toStripRows(history, zone).map(({ day, slots }) => [
      toDayCell(day, zone),
      toTimeCell(day.firstUse, day, zone),
      toTimeCell(day.lastUse, day, zone),
      listPartialTimes(slots),
      ...slots.map((slot) => (slot.kind === 'people' ? slot.people : null)),
    ]),
  }
}

/** Returns the times at which a sensor was missing, such as `13:00–14:15, 16:30–16:45`. */
function listPartialTimes(slots: readonly DaySlot[]): string {
  const runs: { from: number; to: number }[] = []
  for (const [index, slot] of slots.entries()) {
    if (slot.kind !== 'people' || !slot.partial) continue
    const last = runs.at(-1)
    if (last?.to === index) last.to += 1
    else runs.push({ from: index, to: index + 1 })
  }
  const time = (slot: number) =>
    slot === slotsPerDay ? text.endOfDay : formatMinuteOfDay(slot * 15)
  return runs.map(({ from, to }) => `${time(from)}–${time(to)}`).join(', ') || text.noneMissing
}

function toStripRows({ days, to }: HistoryView['history'], zone: HistoryView['zone']): StripRow[] {
  return days.map((day) => ({ day, slots: toDaySlots(day, zone, to) })).toReversed()
}

/** Returns the strips as an image, with a legend. */
export function drawStrips({ history, zone, scale, opening }: HistoryView): SectionImage {
  const rows = toStripRows(history, zone)
  const layout = layoutStrips(rows.length, imageWidth, 1)
  return {
    height: layout.height + drawnLegendHeight,
    drawing: (
      <StripPlot
        {...{ rows, layout, scale, zone, opening }}
        provisionalFrom={history.provisionalFrom}
        selected={null}
        hasLegend
      />
    ),
  }
}

/** Left and Right move by a quarter of an hour, Up and Down by a day, Page Up and Page Down by a week. */
const gridKeySteps: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowLeft: (index) => index - 1,
  ArrowRight: (index) => index + 1,
  ArrowUp: (index) => (index < slotsPerDay ? index : index - slotsPerDay),
  ArrowDown: (index, last) => (index + slotsPerDay > last ? index : index + slotsPerDay),
  PageUp: (index) => index - 7 * slotsPerDay,
  PageDown: (index) => index + 7 * slotsPerDay,
  Home: (index) => index - (index % slotsPerDay),
  End: (index) => index - (index % slotsPerDay) + slotsPerDay - 1,
}

/** The slot at which the slider starts: 12:00 on the newest day. */
const startSlot = slotsPerDay / 2

function DayStrips({ view }: { view: HistoryView }) {
  const { history, zone, dates, scale, opening } = view
  const { ref, width } = useElementWidth()
  const textScale = rootFontScale()
  const rows = useMemo(() => toStripRows(history, zone), [history, zone])
  const layout = layoutStrips(rows.length, width, textScale)
  const [selected, setSelected] = useState<number | null>(null)
  const handlePointer = (event: PointerEvent<HTMLElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    setSelected(layout.indexAt(event.clientX - left, event.clientY - top))
  }
  const describe = (index: number) => {
    const row = rows[Math.floor(index / slotsPerDay)]
    const slot = index % slotsPerDay
    return {
      title: row ? `${formatDay(row.day.from, zone)}, ${formatMinuteOfDay(slot * 15)}` : '',
      lines: describeSlot(row?.slots[slot], row?.day.peakAt ?? null, row?.day.max ?? null, zone),
    }
  }
  const tooltip = selected === null ? null : describe(selected)
  const cell = selected === null ? null : layout.cellAt(selected)
  return (
    <div ref={ref} style={{ minHeight: layout.height }}>
      {width > 0 && (
        <figure
          aria-label={text.calendarName(dates)}
          className="relative m-0 print:[&_svg]:h-auto print:[&_svg]:max-w-full"
          style={{ height: layout.height }}
          onPointerMove={handlePointer}
          onPointerDown={handlePointer}
          onPointerLeave={(event) => event.pointerType === 'mouse' && setSelected(null)}
        >
          <StripPlot
            rows={rows}
            layout={layout}
            scale={scale}
            zone={zone}
            opening={opening}
            provisionalFrom={history.provisionalFrom}
            selected={cell}
          />
          {tooltip && cell && <ChartTooltip x={cell.x} y={cell.y + 20} {...tooltip} />}
          <ItemSlider
            label={charts.sliderLabel(text.calendarName(dates))}
            count={rows.length * slotsPerDay}
            index={selected}
            start={startSlot}
            keySteps={gridKeySteps}
            valueText={(index) => {
              const { title, lines } = describe(index)
              return charts.sliderText(title, lines)
            }}
            onSelect={setSelected}
            outline={layout.outline}
          />
        </figure>
      )}
    </div>
  )
}

function describeSlot(
  slot: DaySlot | undefined,
  peakAt: number | null,
  peak: number | null,
  zone: HistoryView['zone'],
): string[] {
  switch (slot?.kind) {
    case 'people':
      return [
        slot.partial ? text.peopleAtLeast(slot.people) : formatPeople(slot.people),
        ...(slot.partial ? [text.sensorMissing] : []),
        ...(slot.repeated ? [text.repeatedTime] : []),
        ...(peakAt === null || !peak ? [] : [text.dayPeak(peak, formatTime(peakAt, zone))]),
      ]
    case 'skipped':
      return [text.noSuchTime]
    case 'future':
      return [text.notYet]
    case 'unknown':
    case undefined:
      return [text.noData]
  }
}
