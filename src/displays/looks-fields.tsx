import { SelectField } from '#src/ui/select-field.tsx'
import { TextField } from '#src/ui/text-field.tsx'
import type { DraftProps } from './board-editor.tsx'
import { layouts } from './layout-words.ts'

/** How the board looks, in which language its numbers are, and what it keeps to itself. */
export function LooksFields({ draft, faults, onChange }: DraftProps) {
  return (
    <fieldset className="grid gap-3 sm:grid-cols-2">
      <SelectField
        label="Layout"
        value={draft.layout}
        options={layouts}
        onChange={(layout) => onChange({ layout })}
      />
      <SelectField
        label="Theme"
        value={draft.theme}
        options={[
          ['dark', 'Dark'],
          ['light', 'Light'],
        ]}
        onChange={(theme) => onChange({ theme })}
      />
      <TextField
        label="Language of numbers"
        value={draft.locale}
        error={faults['locale'] ?? null}
        placeholder="en-GB"
        onChange={(event) => onChange({ locale: event.target.value.trim() })}
      />
      <SelectField
        label="Rooms for one or two people"
        value={draft.privacy}
        options={[
          ['exact', 'Show their number'],
          ['small-rooms-in-words', 'Only Free or In use'],
        ]}
        onChange={(privacy) => onChange({ privacy })}
      />
    </fieldset>
  )
}
