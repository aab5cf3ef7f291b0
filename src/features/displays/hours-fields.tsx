import { SelectField } from '#src/components/ui/select-field.tsx'
import { TextField } from '#src/components/ui/text-field.tsx'
import type { OpeningHours } from '#src/contract/board.ts'
import type { DraftFieldsProps } from './board-draft.ts'

const defaultHours: OpeningHours = {
  days: [1, 2, 3, 4, 5],
  from: '07:00',
  to: '19:00',
  otherwise: 'dim',
}
const weekdayLabels = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** When the screen is lit, in the building's time. */
export function HoursFields({ draft, fieldErrors, onChange }: DraftFieldsProps) {
  const { hours } = draft
  const change = (some: Partial<OpeningHours>) =>
    onChange({ hours: { ...(hours ?? defaultHours), ...some } })
  return (
    <fieldset className="grid gap-3">
      <legend className="sr-only">Opening hours</legend>
      <SelectField
        label="Lit"
        value={hours === null ? 'always' : 'hours'}
        options={[
          ['always', 'Always'],
          ['hours', 'In opening hours'],
        ]}
        onChange={(value) => onChange({ hours: value === 'always' ? null : defaultHours })}
      />
      {hours !== null && (
        <>
          <div className="flex flex-wrap gap-x-4 gap-y-1">
            {weekdayLabels.map((name, index) => (
              <label key={name} className="flex h-8 items-center gap-1.5">
                <input
                  type="checkbox"
                  checked={hours.days.includes(index + 1)}
                  onChange={({ target }) =>
                    change({
                      days: target.checked
                        ? [...hours.days, index + 1].toSorted((a, b) => a - b)
                        : hours.days.filter((day) => day !== index + 1),
                    })
                  }
                />
                {name}
              </label>
            ))}
          </div>
          {fieldErrors['hours.days'] && (
            <p role="alert" className="text-over-ink">
              {fieldErrors['hours.days']}
            </p>
          )}
          <div className="grid gap-3 sm:grid-cols-3">
            <TextField
              label="From"
              type="time"
              value={hours.from}
              error={fieldErrors['hours.from'] ?? null}
              onChange={(event) => change({ from: event.target.value })}
            />
            <TextField
              label="To"
              type="time"
              value={hours.to}
              error={fieldErrors['hours.to'] ?? null}
              onChange={(event) => change({ to: event.target.value })}
            />
            <SelectField
              label="Otherwise"
              value={hours.otherwise}
              options={[
                ['dim', 'Dim'],
                ['black', 'Black'],
              ]}
              onChange={(otherwise) => change({ otherwise })}
            />
          </div>
        </>
      )}
    </fieldset>
  )
}
