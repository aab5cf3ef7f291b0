import { SelectField } from '#src/components/ui/select-field.tsx'

/** A select for a setting that is either off or on. */
export function FlagField({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: boolean
  options: { off: string; on: string }
  onChange: (value: boolean) => void
}) {
  return (
    <SelectField
      label={label}
      value={value ? 'on' : 'off'}
      options={[
        ['off', options.off],
        ['on', options.on],
      ]}
      onChange={(option) => onChange(option === 'on')}
    />
  )
}
