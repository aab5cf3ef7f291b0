import { clsx } from 'clsx'
import './editable-value.css'
import * as text from '#messages/editable-value.ts'
import { Button } from './button.tsx'

/** On touch screens, buttons that save and cancel; on others, the keys for that. */
export function FieldActions({
  hintId,
  isSaving,
  aside,
  onCancel,
}: {
  hintId: string
  isSaving: boolean
  aside: string | undefined
  onCancel: () => void
}) {
  return (
    <>
      <span className="editable-actions">
        <Button type="submit" disabled={isSaving}>
          {text.save}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          {text.cancel}
        </Button>
      </span>
      <span id={hintId} className="text-ink-muted">
        {isSaving ? text.saving : <span className="editable-keys">{text.enterSaves}</span>}
        {aside !== undefined && (
          <>
            <span className={clsx(!isSaving && 'editable-keys')}> · </span>
            {aside}
          </>
        )}
      </span>
    </>
  )
}
