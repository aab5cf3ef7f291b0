import { NativeSelect } from './native-select.tsx'
import { SegmentedControl, type Segment } from './segmented-control.tsx'

/**
 * A choice among a few options: a segmented control, or a native select where there is little space.
 *
 * @param label accessible name
 * @param isNarrow whether there is little space
 * @param className of the segmented control
 * @param selectClassName of the native select
 */
export function SegmentedSelect<TValue extends string>({
  label,
  isNarrow,
  segments,
  value,
  onChange,
  className,
  selectClassName,
}: {
  label: string
  isNarrow: boolean
  segments: readonly Segment<TValue>[]
  value: TValue
  onChange: (value: TValue) => void
  className?: string | undefined
  selectClassName: string
}) {
  if (!isNarrow) return <SegmentedControl {...{ label, segments, value, onChange, className }} />
  return (
    <NativeSelect
      aria-label={label}
      value={value}
      onChange={({ target }) => {
        const chosen = segments.find((one) => one.value === target.value)
        if (chosen) onChange(chosen.value)
      }}
      className={selectClassName}
    >
      {segments.map((one) => (
        <option key={one.value} value={one.value}>
          {one.label}
        </option>
      ))}
    </NativeSelect>
  )
}
