import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'

export type Choice = { value: string; label: string }

/**
 * A filter with a few answers, as a chip: the platform's own menu, which every device knows how to open.
 *
 * @param label what is chosen, for those who do not see the chip; `any` is what the chip says while nothing is
 */
export function ChoiceChip({
  label,
  any,
  choices,
  value,
  onChange,
}: {
  label: string
  any: string
  choices: readonly Choice[]
  /** Null while nothing is chosen. */
  value: string | null
  onChange: (value: string | null) => void
}) {
  return (
    <span className="relative flex-none">
      <select
        aria-label={label}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || null)}
        className={clsx(
          'field-sizing-content h-8 max-w-52 appearance-none truncate rounded-full border py-0 pr-7 pl-3 font-medium',
          value === null
            ? 'border-line bg-surface-raised text-ink-muted hover:border-line-strong hover:text-ink'
            : 'border-ink bg-ink text-surface-raised',
        )}
      >
        <option value="" className="bg-surface-raised text-ink">
          {any}
        </option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} className="bg-surface-raised text-ink">
            {choice.label}
          </option>
        ))}
      </select>
      <ChevronDown
        size={14}
        strokeWidth={1.5}
        aria-hidden="true"
        className={clsx(
          'pointer-events-none absolute top-2.25 right-2.5',
          value === null ? 'text-ink-muted' : 'text-surface-raised',
        )}
      />
    </span>
  )
}
