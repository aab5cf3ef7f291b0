import './range-bar.css'
import { useEffect, type ReactNode, type Ref } from 'react'
import { clsx } from 'clsx'
import { ChevronLeft, ChevronRight, type LucideIcon } from 'lucide-react'
import { SegmentedSelect } from '#src/components/ui/segmented-select.tsx'
import { useMediaQuery } from '#src/components/ui/use-media-query.ts'
import {
  isRolling,
  nextRange,
  previousRange,
  rangeDates,
  rangePeriod,
  type RoomRange,
  type SelectedRange,
} from '#src/domain/history/ranges.ts'
import { localDateAt } from '#src/domain/time/local-date.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatDays } from '#src/format/periods.ts'
import * as text from '#messages/ranges.ts'
import { DateRangeFields } from './date-range-fields.tsx'

type RangeName = SelectedRange['name']

/**
 * Shows the range of a page. Buttons and the keys `[` and `]` select the periods before and after it.
 *
 * @param today an instant on the current day, in Unix milliseconds
 * @param offered the ranges that are always offered. A selected range that is not in this list is offered too
 * @param children more controls, at the end of the bar
 */
export function RangeBar({
  ref,
  range,
  today,
  zone,
  offered,
  className,
  onChange,
  children,
}: {
  ref?: Ref<HTMLDivElement>
  range: SelectedRange
  today: number
  zone: TimeZone
  offered: readonly RangeName[]
  className?: string
  onChange: (range: SelectedRange) => void
  children?: ReactNode
}) {
  const isNarrow = useMediaQuery('(width < 45rem)')
  const isOffered = range.name === 'custom' || offered.includes(range.name)
  const names: readonly RangeName[] = [...offered, ...(isOffered ? [] : [range.name]), 'custom']
  const segments = names.map((value) => ({ value, label: text.rangeOptions[value] }))
  const select = (name: RangeName) => onChange(toRange(name, range, today, zone))
  return (
    <div ref={ref} className={clsx('range-bar', className)}>
      <SegmentedSelect
        label={text.rangeControl}
        isNarrow={isNarrow}
        segments={segments}
        value={range.name}
        onChange={select}
        className="flex-wrap"
        selectClassName="range-bar-select"
      />
      {!isRolling(range) && (
        <PeriodStepper range={range} today={today} zone={zone} onChange={onChange} />
      )}
      {range.name === 'custom' && (
        <DateRangeFields
          dates={range}
          latest={localDateAt(today, zone)}
          onChange={(dates) => onChange({ name: 'custom', ...dates })}
        />
      )}
      {children}
    </div>
  )
}

/**
 * Returns the range that a name selects. A custom range has the dates of the current range, or only today if the
 * current range is a rolling range.
 */
function toRange(
  name: RangeName,
  current: SelectedRange,
  today: number,
  zone: TimeZone,
): SelectedRange {
  if (name !== 'custom') return { name }
  const dates = isRolling(current) ? null : rangeDates(current, today, zone)
  const date = localDateAt(today, zone)
  return { name, ...(dates ?? { first: date, last: date }) }
}

function PeriodStepper({
  range,
  today,
  zone,
  onChange,
}: {
  range: RoomRange
  today: number
  zone: TimeZone
  onChange: (range: SelectedRange) => void
}) {
  const previous = previousRange(range, today, zone)
  const next = nextRange(range, today, zone)
  const describe = (one: RoomRange) => {
    const { from, to } = rangePeriod(one, today, zone)
    return formatDays(from, to, zone, today)
  }
  useEffect(() => {
    const handleKeyDown = (event: KeyboardEvent) => {
      // Many keyboards type brackets with AltGr, which counts as Ctrl and Alt.
      const isCommand = event.metaKey || (event.ctrlKey && !event.altKey)
      if (isCommand || isTextField(event.target)) return
      const target = event.key === '[' ? previous : event.key === ']' ? next : null
      if (target) onChange(target)
    }
    document.addEventListener('keydown', handleKeyDown)
    return () => document.removeEventListener('keydown', handleKeyDown)
  }, [previous, next, onChange])
  return (
    <div className="range-bar-stepper">
      <StepButton
        icon={ChevronLeft}
        label={previous && text.earlierPeriod(describe(previous))}
        shortcut="["
        onClick={() => previous && onChange(previous)}
      />
      <output className="range-bar-dates">{describe(range)}</output>
      <StepButton
        icon={ChevronRight}
        label={next && text.laterPeriod(describe(next))}
        shortcut="]"
        onClick={() => next && onChange(next)}
      />
    </div>
  )
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input:not([type=range]), textarea, select')
}

function StepButton({
  icon: Icon,
  label,
  shortcut,
  onClick,
}: {
  icon: LucideIcon
  /** Null if there is no such period. */
  label: string | null
  shortcut: string
  onClick: () => void
}): ReactNode {
  return (
    <button
      type="button"
      aria-label={label ?? text.noLaterPeriod}
      aria-keyshortcuts={shortcut}
      title={label === null ? undefined : `${label} (${shortcut})`}
      disabled={label === null}
      className="range-bar-step"
      onClick={onClick}
    >
      <Icon aria-hidden="true" className="size-4" strokeWidth={1.5} />
    </button>
  )
}
