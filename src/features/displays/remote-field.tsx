import * as text from '#messages/boards.ts'
import { SelectField } from '#src/components/ui/select-field.tsx'
import type { DraftFieldsProps } from './board-draft.ts'

/** Field for whether people can unpair the display with its remote control. */
export function RemoteField({ draft, onChange }: Pick<DraftFieldsProps, 'draft' | 'onChange'>) {
  return (
    <SelectField
      label={text.unpairFromRemoteField}
      value={draft.unpairFromRemote ? 'allowed' : 'off'}
      options={[
        ['off', text.unpairFromRemoteOff],
        ['allowed', text.unpairFromRemoteAllowed],
      ]}
      onChange={(value) => onChange({ unpairFromRemote: value === 'allowed' })}
    />
  )
}
