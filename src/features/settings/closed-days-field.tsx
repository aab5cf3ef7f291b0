import { X } from 'lucide-react'
import { useRef, useState } from 'react'
import { parseClosedDays } from '#src/contract/opening-times.ts'
import { AddFields } from '#src/components/ui/add-fields.tsx'
import { Button } from '#src/components/ui/button.tsx'
import { formatCalendarDate } from '#src/format/dates.ts'
import * as text from '#messages/settings.ts'
import { addClosedDays, type OpeningDraft } from './opening-draft.ts'

/** Returns a range of dates in words, such as `Thu 24 Dec 2026 – Fri 1 Jan 2027`. */
export function formatClosedRange(range: string): string {
  const { from, to } = parseClosedDays(range) ?? { from: range, to: range }
  return from === to
    ? formatCalendarDate(from)
    : `${formatCalendarDate(from)} – ${formatCalendarDate(to)}`
}

/** The closed days of a site, with buttons that remove them and fields that add one. */
export function ClosedDaysField({
  draft,
  disabled,
  onChange,
}: {
  draft: OpeningDraft
  disabled: boolean
  onChange: (draft: Partial<OpeningDraft>) => void
}) {
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [isInvalid, setIsInvalid] = useState(false)
  const firstField = useRef<HTMLInputElement>(null)

  function add(isLeaving: boolean) {
    const added = addClosedDays(draft, from, to)
    setIsInvalid(added === null)
    if (added === null) return
    onChange(added)
    setFrom('')
    setTo('')
    if (!isLeaving) firstField.current?.focus()
  }

  return (
    <fieldset disabled={disabled}>
      <legend className="pb-1.5 font-medium">{text.closedDays}</legend>
      <ClosedDaysList
        closedDays={draft.closedDays}
        onRemove={
          disabled
            ? null
            : (range) => {
                onChange({ closedDays: draft.closedDays.filter((one) => one !== range) })
                firstField.current?.focus()
              }
        }
      />
      {!disabled && (
        <AddFields
          label={text.addClosedDays}
          isEmpty={from === '' && to === ''}
          onAdd={add}
          className="mt-2 flex flex-wrap items-end gap-2"
        >
          <label>
            <span className="block text-ink-muted">{text.firstDay}</span>
            <input
              ref={firstField}
              type="date"
              value={from}
              aria-invalid={isInvalid ? true : undefined}
              onChange={(event) => setFrom(event.target.value)}
              className="settings-input"
            />
          </label>
          <label>
            <span className="block text-ink-muted">{text.lastDay}</span>
            <input
              type="date"
              value={to}
              onChange={(event) => setTo(event.target.value)}
              className="settings-input"
            />
          </label>
          <Button onClick={() => add(false)}>{text.addDay}</Button>
        </AddFields>
      )}
      {isInvalid && (
        <p role="alert" className="text-over-ink">
          {text.invalidDays}
        </p>
      )}
    </fieldset>
  )
}

/** @param onRemove null if the list is read only */
function ClosedDaysList({
  closedDays,
  onRemove,
}: {
  closedDays: readonly string[]
  onRemove: ((range: string) => void) | null
}) {
  if (closedDays.length === 0) return <p className="text-ink-muted">{text.noClosedDays}</p>
  return (
    <ul className="flex flex-wrap gap-2">
      {closedDays.map((range) => (
        <li key={range} className="settings-chip">
          {formatClosedRange(range)}
          {onRemove !== null && (
            <button
              type="button"
              aria-label={text.removeDays(formatClosedRange(range))}
              onClick={() => onRemove(range)}
            >
              <X className="size-4" strokeWidth={1.5} aria-hidden="true" />
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
