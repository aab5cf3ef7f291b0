import * as text from '#messages/boards.ts'
import type { DraftFieldsProps } from './board-draft.ts'
import { FlagField } from './flag-field.tsx'

export function RemoteField({ draft, onChange }: Pick<DraftFieldsProps, 'draft' | 'onChange'>) {
  return (
    <FlagField
      label={text.unpairFromRemoteField}
      value={draft.unpairFromRemote}
      options={text.unpairFromRemoteOptions}
      onChange={(unpairFromRemote) => onChange({ unpairFromRemote })}
    />
  )
}
