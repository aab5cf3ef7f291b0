import { useMemo } from 'react'
import { imageWidth } from '#src/components/charts/chart-data.ts'
import { ItemFigure } from '#src/components/charts/item-figure.tsx'
import { useElementWidth } from '#src/components/ui/use-element-width.ts'
import { rootFontScale } from '#src/components/ui/root-font-scale.ts'
import { formatTime } from '#src/format/dates.ts'
import { formatDay, formatMinuteOfDay } from '#src/format/periods.ts'
import { formatPeople } from '#messages/common.ts'
import type { TableData } from '#src/components/charts/data-table.tsx'
import * as text from '#messages/room-history.tsx'
import { slotsPerDay, toDaySlots, type DaySlot } from './day-slots.ts'
import { drawnLegendHeight } from './drawn-legend.tsx'
import { HistorySection, toDayCell, toTimeCell, type SectionImage } from './history-section.tsx'
import type { HistoryView } from './history-view.ts'
import { ScaleLegend } from './scale-legend.tsx'
import { tooltip } from './plot-svg.tsx'
import { layoutStrips } from './strip-layout.ts'
import { StripPlot, type StripRow } from './strip-plot.tsx'

/** Shows one row per day, newest first, coloured by the peak of each quarter of an hour. */
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

/** Returns the times at which a sensor was missing, such as `13:00–14:15, 16:30–16:45`, or `none`. */
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
  const describe = (index: number) => {
    const row = rows[Math.floor(index / slotsPerDay)]
    const slot = index % slotsPerDay
    return {
      title: row ? `${formatDay(row.day.from, zone)}, ${formatMinuteOfDay(slot * 15)}` : '',
      lines: describeSlot(row?.slots[slot], row?.day.peakAt ?? null, row?.day.max ?? null, zone),
    }
  }
  const tooltipAt = (index: number) => {
    const { x, y } = layout.cellAt(index)
    return { x, y: y + 20, width: tooltip.width }
  }
  return (
    <div ref={ref} style={{ minHeight: layout.height }}>
      {width > 0 && (
        <ItemFigure
          name={text.calendarName(dates)}
          size={{ height: layout.height }}
          count={rows.length * slotsPerDay}
          start={startSlot}
          keySteps={gridKeySteps}
          indexAt={layout.indexAt}
          describe={describe}
          tooltipAt={tooltipAt}
          outline={layout.outline}
        >
          {(selected) => (
            <StripPlot
              {...{ rows, layout, scale, zone, opening }}
              provisionalFrom={history.provisionalFrom}
              selected={selected === null ? null : layout.cellAt(selected)}
            />
          )}
        </ItemFigure>
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
