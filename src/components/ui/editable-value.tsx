import { useEffect, useId, useRef, useState } from 'react'
import './editable-value.css'
import * as text from '#messages/editable-value.ts'
import { FieldActions } from './field-actions.tsx'
import { UnsavedChanges } from './unsaved-changes.tsx'

/** Removes a value. `onReset` resolves with an error message; null after success. */
type Reset = { label: string; onReset: () => Promise<string | null> }

/**
 * A value with a dashed underline that is edited in place: Enter saves, Escape cancels, and the focus returns to the
 * value. If saving fails, the field keeps what was typed.
 *
 * @param shown the value as text; null if none is set
 * @param setLabel text of the button if no value is set
 * @param what such as `capacity of Oak`, for the accessible names
 * @param parse converts what was typed to a value, or to an error message
 * @param onSave resolves with an error message; null after success
 * @param aside shown below the field while it is open
 * @param reset a button below the open field that removes the value
 * @param suggestions values that the field offers
 */
export function EditableValue<TValue>({
  shown,
  setLabel = text.setValue,
  what,
  mayChange,
  inputMode = 'text',
  parse,
  onSave,
  aside,
  reset,
  suggestions,
}: {
  shown: string | null
  setLabel?: string | undefined
  what: string
  mayChange: boolean
  inputMode?: 'text' | 'numeric'
  parse: (typed: string) => { value: TValue } | { error: string }
  onSave: (value: TValue) => Promise<string | null>
  aside?: string
  reset?: Reset
  suggestions?: readonly string[]
}) {
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const returnsFocus = useRef(false)
  useEffect(() => {
    if (isOpen || !returnsFocus.current) return
    returnsFocus.current = false
    button.current?.focus()
  }, [isOpen])
  if (!mayChange) return <span className="editable-fixed">{shown ?? text.noValue}</span>
  if (isOpen) {
    return (
      <ValueField
        initial={shown ?? ''}
        {...{ what, inputMode, parse, onSave, aside, reset, suggestions }}
        onClose={(hasFocus) => {
          returnsFocus.current = hasFocus
          setIsOpen(false)
        }}
      />
    )
  }
  return (
    <button
      ref={button}
      type="button"
      aria-label={text.changeValue(shown ?? setLabel, what)}
      className={shown === null ? 'editable-set' : 'editable-value'}
      onClick={() => setIsOpen(true)}
    >
      {shown ?? setLabel}
    </button>
  )
}

function ValueField<TValue>({
  initial,
  what,
  inputMode,
  parse,
  onSave,
  onClose,
  aside,
  reset,
  suggestions,
}: {
  initial: string
  what: string
  inputMode: 'text' | 'numeric'
  parse: (typed: string) => { value: TValue } | { error: string }
  onSave: (value: TValue) => Promise<string | null>
  /** Receives whether the field has the focus: during a slow save, the user can move to another field. */
  onClose: (hasFocus: boolean) => void
  aside: string | undefined
  reset: Reset | undefined
  suggestions: readonly string[] | undefined
}) {
  const hintId = useId()
  const listId = useId()
  const { field, typed, type, error, isSaving, save, waitFor } = useTypedValue({
    initial,
    parse,
    onSave,
    onClose,
  })

  return (
    <form
      className="editable-field"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isSaving) void save()
      }}
    >
      <UnsavedChanges isChanged={typed.trim() !== initial} />
      <input
        ref={field}
        aria-label={what}
        aria-describedby={hintId}
        aria-invalid={error === null ? undefined : true}
        inputMode={inputMode}
        list={suggestions === undefined ? undefined : listId}
        autoComplete="off"
        value={typed}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          onClose(true)
        }}
      />
      {suggestions !== undefined && <Suggestions id={listId} values={suggestions} />}
      <FieldActions hintId={hintId} {...{ isSaving, aside }} onCancel={() => onClose(true)} />
      {reset && (
        <button
          type="button"
          className="editable-set"
          disabled={isSaving}
          onClick={() => void waitFor(reset.onReset())}
        >
          {reset.label}
        </button>
      )}
      {error !== null && (
        <span role="alert" className="text-over-ink">
          {error}
        </span>
      )}
    </form>
  )
}

/** Returns the state of a field, and functions that save what was typed. */
function useTypedValue<TValue>({
  initial,
  parse,
  onSave,
  onClose,
}: {
  initial: string
  parse: (typed: string) => { value: TValue } | { error: string }
  onSave: (value: TValue) => Promise<string | null>
  onClose: (hasFocus: boolean) => void
}) {
  const [typed, setTyped] = useState(initial)
  const [error, setError] = useState<string | null>(null)
  const [isSaving, setIsSaving] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // Scrolls the field into view, unlike selecting its text.
    field.current?.focus()
    field.current?.select()
  }, [])

  function type(next: string) {
    setTyped(next)
    setError(null)
  }

  async function save() {
    if (typed.trim() === initial) return onClose(true)
    const parsed = parse(typed.trim())
    if ('error' in parsed) return setError(parsed.error)
    await waitFor(onSave(parsed.value))
  }

  async function waitFor(saving: Promise<string | null>) {
    setIsSaving(true)
    const failure = await saving
    setIsSaving(false)
    // A focused button loses the focus to the body when it is disabled.
    const active = document.activeElement
    const hasFocus = active === document.body || field.current?.form?.contains(active) === true
    if (failure === null) return onClose(hasFocus)
    setError(failure)
    if (hasFocus) field.current?.focus()
  }

  return { field, typed, type, error, isSaving, save, waitFor }
}

function Suggestions({ id, values }: { id: string; values: readonly string[] }) {
  return (
    <datalist id={id}>
      {values.map((value) => (
        <option key={value} value={value}>
          {value}
        </option>
      ))}
    </datalist>
  )
}
