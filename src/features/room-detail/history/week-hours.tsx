import { clsx } from 'clsx'
import {
  longestNumber,
  shortHour,
  WeekNumber,
  WeekTable,
} from '#src/components/charts/week-table.tsx'
import { formatDecimal } from '#src/format/decimals.ts'
import { formatHour, formatWeekday } from '#src/format/periods.ts'
import type { TableData } from '#src/components/charts/data-table.tsx'
import * as text from '#messages/room-history.tsx'
import type { RoomHistory } from '#src/contract/history.ts'
import { HistorySection, type SectionImage } from './history-section.tsx'
import type { HistoryView } from './history-view.ts'
import { weekdayOfDate } from '#src/domain/time/local-date.ts'
import type { Opening } from '#src/domain/history/opening-hours.ts'
import { isOpenHour, openingSpan } from './opening.ts'
import { ScaleLegend } from './scale-legend.tsx'
import { drawCells } from './week-hours-image.tsx'

type WeekHour = RoomHistory['weekHours'][number]

export function WeekHourSection({ view }: { view: HistoryView }) {
  const { history, scale, level, zone, exportHeading } = view
  return (
    <HistorySection
      title={text.weekHours}
      note={text.weekHoursNote(scale.kind === 'capacity')}
      level={level}
      table={toTable(view)}
      image={() => drawWeekHours(view)}
      zone={zone}
      isTable
      exportHeading={exportHeading}
    >
      <WeekHourTable view={view} />
      {history.days.length <= 1 && <ScaleLegend scale={scale} />}
    </HistorySection>
  )
}

function toTable({ history, dates }: HistoryView): TableData {
  return {
    caption: text.weekHoursCaption(dates),
    columns: [
      text.columnWeekday,
      text.columnHour,
      text.columnAverage,
      text.columnPeak,
      text.columnInUse,
      text.columnKnown,
    ],
    rows: history.weekHours
      .toSorted((a, b) => a.weekday - b.weekday || a.hour - b.hour)
      .map((one) => [
        formatWeekday(one.weekday),
        formatHour(one.hour),
        averageAt(one),
        one.peak,
        one.minutesInUse,
        one.knownMinutes,
      ]),
  }
}

export function drawWeekHours({ history, scale, opening }: HistoryView): SectionImage {
  const { weekdays, hours } = axes(history, opening)
  const averages = new Map(
    history.weekHours.map((one) => [one.weekday * 24 + one.hour, averageAt(one)]),
  )
  const rows = weekdays.map((weekday) => ({
    label: formatWeekday(weekday),
    cells: hours.map((hour) => {
      const average = averages.get(weekday * 24 + hour) ?? null
      return average === null
        ? { step: 'free', label: null }
        : { step: stepAt(scale, average), label: shortAverage(average) }
    }),
  }))
  return drawCells(rows, hours.map(shortHour))
}

const averageAt = ({ knownMinutes, personMinutes }: WeekHour): number | null =>
  knownMinutes > 0 ? personMinutes / knownMinutes : null

/**
 * Returns the weekdays of the period, and the hours from one before opening to one after closing, extended to all hours
 * whose average is not displayed as 0.
 */
function axes(
  { days, weekHours }: RoomHistory,
  opening: Opening,
): { weekdays: number[]; hours: number[] } {
  const { from, to } = openingSpan(opening)
  const weekdays = [...new Set(days.map(({ date }) => weekdayOfDate(date)))].toSorted(
    (a, b) => a - b,
  )
  const used = weekHours.filter((one) => !isZero(averageAt(one) ?? 0)).map(({ hour }) => hour)
  const first = Math.max(0, Math.min(from - 1, ...used))
  const last = Math.min(23, Math.max(to, ...used))
  return {
    weekdays,
    hours: Array.from({ length: last - first + 1 }, (_, index) => first + index),
  }
}

/**
 * @param hours the hours to show; by default, those around opening hours and those in use
 * @param isTransposed whether hours are the rows; by default, only on a phone
 */
export function WeekHourTable({
  view: { history, scale, dates, opening },
  hours,
  isTransposed,
}: {
  view: Pick<HistoryView, 'history' | 'scale' | 'dates' | 'opening'>
  hours?: readonly number[]
  isTransposed?: boolean
}) {
  const all = axes(history, opening)
  const byKey = new Map(history.weekHours.map((one) => [one.weekday * 24 + one.hour, one]))
  const cell = (weekday: number, hour: number) => (
    <WeekHourCell
      key={`${weekday} ${hour}`}
      label={text.weekHour(formatWeekday(weekday), formatHour(hour), formatHour(hour + 1))}
      value={byKey.get(weekday * 24 + hour)}
      isOpen={isOpenHour(opening, weekday, hour)}
      scale={scale}
    />
  )
  return (
    <WeekTable
      className="room-history-heat"
      cornerClassName="room-history-corner"
      caption={text.weekHoursCaption(dates)}
      columnLabels={{ weekday: text.columnWeekday, hour: text.columnHour }}
      weekdays={all.weekdays}
      hours={hours ?? all.hours}
      longest={longestNumber(history.weekHours.map(formatAverage))}
      cell={cell}
      {...(isTransposed !== undefined && { isTransposed })}
    />
  )
}

/** Formats an average for a cell, in which 24 hours side by side leave space for three characters: `2.4`, `12`. */
const shortAverage = (average: number) =>
  formatDecimal(average < 9.95 ? average : Math.round(average))

function formatAverage(hour: WeekHour): string | null {
  const average = averageAt(hour)
  return average === null ? null : shortAverage(average)
}

/** Whether an average is displayed as 0. */
const isZero = (average: number) => average < 0.05

/** Returns the colour of an average. */
function stepAt(scale: HistoryView['scale'], average: number) {
  return isZero(average) ? 'free' : scale.stepAt(average)
}

function WeekHourCell({
  label,
  value,
  isOpen,
  scale,
}: {
  label: string
  /** Undefined if the period does not contain the hour, which may be in the future. */
  value: WeekHour | undefined
  isOpen: boolean
  scale: HistoryView['scale']
}) {
  if (value === undefined) {
    return (
      <td className="room-history-cell">
        <span className="sr-only">{text.weekHourOutside(label)}</span>
      </td>
    )
  }
  const average = averageAt(value)
  if (average === null) {
    return (
      <td className="room-history-cell room-history-unknown">
        <span className="sr-only">{text.weekHourUnknown(label)}</span>
      </td>
    )
  }
  const step = stepAt(scale, average)
  const description = text.weekHourCell(label, average, isOpen, value.knownMinutes)
  return (
    <td
      className={clsx(
        'room-history-cell',
        step === 'free'
          ? isOpen
            ? 'room-history-free'
            : 'room-history-outside'
          : `room-history-step-${step}`,
      )}
      title={description}
    >
      <span className="sr-only">{description}</span>
      <WeekNumber>{shortAverage(average)}</WeekNumber>
    </td>
  )
}
