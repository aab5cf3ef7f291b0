import { useId } from 'react'
import { NativeSelect } from './native-select.tsx'

type SelectOption<TValue> = readonly [value: TValue, words: string, group?: string]

/** Returns the options of a select, with labels from a table. */
export function labelOptions<TValue extends string>(
  values: readonly TValue[],
  labels: Readonly<Record<TValue, string>>,
): SelectOption<TValue>[] {
  return values.map((value) => [value, labels[value]])
}

/**
 * A labelled native select.
 *
 * @param options options of the same group must be adjacent
 */
export function SelectField<TValue extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: TValue
  options: readonly SelectOption<TValue>[]
  onChange: (value: TValue) => void
}) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      <NativeSelect
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = options.find(([option]) => option === event.target.value)
          if (chosen) onChange(chosen[0])
        }}
        className="h-10 w-full rounded-control border border-line-strong bg-surface-raised pr-8 pl-3 text-15"
      >
        {groupOptions(options).map(({ group, members }) =>
          group === undefined ? (
            members.map(toOption)
          ) : (
            <optgroup key={group} label={group}>
              {members.map(toOption)}
            </optgroup>
          ),
        )}
      </NativeSelect>
    </div>
  )
}

function toOption([value, words]: SelectOption<string>) {
  return (
    <option key={value} value={value}>
      {words}
    </option>
  )
}

function groupOptions(options: readonly SelectOption<string>[]) {
  const groups: { group: string | undefined; members: SelectOption<string>[] }[] = []
  for (const option of options) {
    const last = groups.at(-1)
    if (last && last.group === option[2]) last.members.push(option)
    else groups.push({ group: option[2], members: [option] })
  }
  return groups
}
