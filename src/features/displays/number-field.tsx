import { useState } from 'react'
import { TextField } from '#src/components/ui/text-field.tsx'

/** A number to type. What is no number (yet) stays in the field as it was typed, and counts as none. */
export function NumberField({
  label,
  value,
  step,
  error,
  onChange,
}: {
  label: string
  value: number
  step: number
  error: string | null
  onChange: (value: number) => void
}) {
  const [typed, setTyped] = useState(String(value))
  return (
    <TextField
      label={label}
      type="number"
      inputMode="decimal"
      step={step}
      value={typed}
      error={error}
      onChange={(event) => {
        setTyped(event.target.value)
        onChange(event.target.value === '' ? Number.NaN : Number(event.target.value))
      }}
    />
  )
}
