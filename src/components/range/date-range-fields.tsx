import { useId, useState } from 'react'
import type { DateRange } from '#src/domain/history/ranges.ts'
import { isLocalDate, type LocalDate } from '#src/domain/time/local-date.ts'
import * as text from '#messages/ranges.ts'

/**
 * The first and the last day of a custom range. Incomplete dates and dates in the wrong order change nothing.
 *
 * @param latest the last day that can be selected
 */
export function DateRangeFields({
  dates,
  latest,
  onChange,
}: {
  dates: DateRange
  latest: LocalDate
  onChange: (dates: DateRange) => void
}) {
  const [{ selected, draft }, setState] = useState({ selected: dates, draft: dates })
  if (selected.first !== dates.first || selected.last !== dates.last)
    setState({ selected: dates, draft: dates })
  const errorId = useId()
  const isReversed = isLocalDate(draft.first) && isLocalDate(draft.last) && draft.first > draft.last
  const update = (change: Partial<DateRange>) => {
    const next = { first: draft.first, last: draft.last, ...change }
    setState({ selected: dates, draft: next })
    if (isLocalDate(next.first) && isLocalDate(next.last) && next.first <= next.last) onChange(next)
  }
  const field = (name: keyof DateRange, label: string) => (
    <label className="range-bar-field">
      <span className="text-ink-muted">{label}</span>
      <input
        type="date"
        value={draft[name]}
        max={latest}
        aria-invalid={isReversed}
        {...(isReversed && { 'aria-describedby': errorId })}
        onChange={({ target }) => update({ [name]: target.value })}
      />
    </label>
  )
  return (
    <div className="range-bar-fields">
      {field('first', text.firstDay)}
      {field('last', text.lastDay)}
      {isReversed && (
        <p id={errorId} role="alert" className="text-busy-ink">
          {text.datesReversed}
        </p>
      )}
    </div>
  )
}
