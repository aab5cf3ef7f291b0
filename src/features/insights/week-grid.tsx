import { clsx } from 'clsx'
import { useRef, useState, type KeyboardEvent } from 'react'
import {
  longestNumber,
  useHoursAreRows,
  WeekNumber,
  WeekTable,
} from '#src/components/charts/week-table.tsx'
import type { WeekCell } from '#src/domain/insights/place-hours.ts'
import * as text from '#messages/insights.ts'
import type { WeekHour } from './insights-params.ts'
import { shownHours } from './shown-hours.ts'
import { hourSpan } from './typical-day.tsx'
import type { WeekScale } from './week-scale.ts'

export const weekdays = [0, 1, 2, 3, 4, 5, 6]

const steps: Partial<Record<string, readonly [column: number, row: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/**
 * The hours of the week as shaded cells with numbers, which are buttons: weekdays down and hours across, or the other
 * way round on a phone. One cell is a tab stop, and arrow keys move between cells.
 */
export function WeekGrid({
  caption,
  cells,
  scale,
  selected,
  onSelect,
}: {
  caption: string
  cells: readonly WeekCell[]
  scale: WeekScale
  selected: WeekHour | null
  onSelect: (hour: WeekHour) => void
}) {
  const hoursAreRows = useHoursAreRows()
  const hours = shownHours(cells)
  const grid = useRef<HTMLTableElement>(null)
  const first = selected && hours.includes(selected.hour) ? selected : null
  const [stop, setStop] = useState<WeekHour>(first ?? { weekday: 0, hour: hours[0] ?? 0 })
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const next = moveTo(event.key, stop, hours, hoursAreRows)
    if (!next) return
    event.preventDefault()
    setStop(next)
    grid.current?.querySelector<HTMLElement>(`[data-cell="${cellKey(next)}"]`)?.focus()
  }
  const cell = (weekday: number, hour: number) => (
    <GridCell
      key={cellKey({ weekday, hour })}
      cell={cells[weekday * 24 + hour]}
      at={{ weekday, hour }}
      scale={scale}
      isTabStop={stop.weekday === weekday && stop.hour === hour}
      isSelected={selected?.weekday === weekday && selected.hour === hour}
      onKeyDown={handleKeyDown}
      onSelect={() => {
        setStop({ weekday, hour })
        onSelect({ weekday, hour })
      }}
    />
  )
  return (
    <WeekTable
      ref={grid}
      className="insights-week"
      cornerClassName="insights-corner"
      caption={caption}
      columnLabels={{ weekday: text.columnWeekday, hour: text.columnHour }}
      weekdays={weekdays}
      hours={hours}
      longest={longestNumber(cells.map(formatWeekCell))}
      cell={cell}
    />
  )
}

const cellKey = ({ weekday, hour }: WeekHour) => `${weekday}-${hour}`

/** Returns the cell to which a key moves the focus; null if the key does not move it. */
function moveTo(
  key: string,
  { weekday, hour }: WeekHour,
  hours: readonly number[],
  isTransposed: boolean,
): WeekHour | null {
  const last = hours.length - 1
  const index = hours.indexOf(hour)
  const at = (day: number, position: number): WeekHour => ({
    weekday: Math.min(6, Math.max(0, day)),
    hour: hours[Math.min(last, Math.max(0, position))] ?? hour,
  })
  if (key === 'Home') return isTransposed ? at(0, index) : at(weekday, 0)
  if (key === 'End') return isTransposed ? at(6, index) : at(weekday, last)
  const step = steps[key]
  if (!step) return null
  const [across, down] = step
  return isTransposed ? at(weekday + across, index + down) : at(weekday + down, index + across)
}

export const weekCellClass = (cell: WeekCell | undefined, scale: WeekScale) =>
  clsx(
    'insights-cell',
    typeof cell?.median !== 'number'
      ? 'insights-cell-unknown'
      : cell.isOpen
        ? `insights-step-${scale.stepAt(cell.median)}`
        : 'insights-cell-closed',
  )

/** Returns the day, hour, people and state of a cell, for screen readers. */
export function describeWeekCell(cell: WeekCell | undefined, { weekday, hour }: WeekHour): string {
  const day = text.weekdays[weekday] ?? ''
  return typeof cell?.median === 'number'
    ? text.weekCell(day, hourSpan(hour), cell.median, cell.isOpen)
    : text.weekCellUnknown(day, hourSpan(hour))
}

/** Returns the number of people of a cell; null if unknown. */
export const formatWeekCell = (cell: WeekCell | undefined): string | null =>
  typeof cell?.median === 'number' ? text.formatPeopleNumber(Math.round(cell.median)) : null

function GridCell({
  cell,
  at: { weekday, hour },
  scale,
  isTabStop,
  isSelected,
  onKeyDown,
  onSelect,
}: {
  cell: WeekCell | undefined
  at: WeekHour
  scale: WeekScale
  isTabStop: boolean
  isSelected: boolean
  onKeyDown: (event: KeyboardEvent) => void
  onSelect: () => void
}) {
  const description = describeWeekCell(cell, { weekday, hour })
  return (
    <td className={weekCellClass(cell, scale)} title={description}>
      <button
        type="button"
        tabIndex={isTabStop ? 0 : -1}
        data-cell={cellKey({ weekday, hour })}
        aria-label={description}
        aria-pressed={isSelected}
        onKeyDown={onKeyDown}
        onClick={onSelect}
      >
        <WeekNumber>{formatWeekCell(cell)}</WeekNumber>
      </button>
    </td>
  )
}
