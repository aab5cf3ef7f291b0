import { useQueryClient } from '@tanstack/react-query'
import { useId, useState, type SubmitEvent } from 'react'
import * as text from '#messages/saved-views.ts'
import { Button } from '#src/components/ui/button.tsx'
import { plainName } from '#src/contract/butlr-values.ts'
import { maxViewNameLength, type SavedView } from '#src/contract/saved-view.ts'
import { invalidateSavedViews, putSavedView } from '#src/data/views/queries.ts'
import { describeChangeError, isNotFound } from '#src/format/describe-change-error.ts'
import { isStartView, selectStartView } from './browser-views.ts'
import { ShareCheckbox } from './share-checkbox.tsx'

/** The input of the form: the name, and whether to share the view and to replace its query. */
export type ViewDraft = { name: string; isShared: boolean; isReplaced: boolean }

/** Returns the input of a form that has changed nothing. */
export function toViewDraft({ name, visibility }: SavedView): ViewDraft {
  return { name: plainName(name), isShared: visibility === 'shared', isReplaced: false }
}

type ViewFields = {
  view: SavedView
  draft: ViewDraft
  /** Normalised query of the current view. */
  currentQuery: string
  canShare: boolean
  onChange: (draft: ViewDraft) => void
}

/**
 * Renames a view, replaces its query with the current one, and shares it or stops sharing it. After an error, the form
 * keeps the input.
 *
 * @param onSaved called as soon as the view is saved
 * @param onClose closes the form after saving or cancelling
 */
export function EditViewForm({
  onSaved,
  onClose,
  ...fields
}: ViewFields & {
  onSaved: () => void
  onClose: () => void
}) {
  const { view, draft, currentQuery, onChange } = fields
  const client = useQueryClient()
  const errorId = useId()
  const { name, isShared, isReplaced } = draft
  const [problem, setProblem] = useState<string | null>(null)
  const [isSaving, setIsSaving] = useState(false)

  async function save(event: SubmitEvent) {
    event.preventDefault()
    if (isSaving) return
    if (name.trim() === '') return setProblem(text.nameMissing)
    setIsSaving(true)
    setProblem(null)
    const visibility = isShared ? 'shared' : 'mine'
    const query = isReplaced ? currentQuery : view.query
    try {
      await putSavedView({ name, query, visibility }, view)
      if (view.isOwn && isStartView(view)) selectStartView(query)
      // Before the refetch, which can move the view to the other list, with a new row.
      onSaved()
      await invalidateSavedViews(client)
      onClose()
    } catch (error) {
      // After a conflict, the next attempt replaces the version in the refetched list. The message appears after the
      // refetch, because the form ignores attempts during the refetch. If the view no longer exists, a refetch would
      // remove this form and its message.
      if (!isNotFound(error)) await invalidateSavedViews(client)
      setProblem(describeChangeError(error))
    } finally {
      setIsSaving(false)
    }
  }
  return (
    <li>
      <form className="saved-views-form" onSubmit={(event) => void save(event)}>
        <label className="saved-views-name">
          <span>{text.viewName}</span>
          <input
            ref={focusOnMount}
            value={name}
            onChange={(event) => onChange({ ...draft, name: event.target.value })}
            maxLength={maxViewNameLength}
            autoComplete="off"
            aria-invalid={problem !== null}
            aria-describedby={errorId}
          />
        </label>
        <ViewOptions {...fields} />
        <p id={errorId} role="alert">
          {problem}
        </p>
        <div className="saved-views-buttons">
          <Button onClick={onClose} variant="quiet">
            {text.cancelButton}
          </Button>
          <Button type="submit" aria-disabled={isSaving}>
            {text.saveButton}
          </Button>
        </div>
      </form>
    </li>
  )
}

function ViewOptions({ view, draft, currentQuery, canShare, onChange }: ViewFields) {
  const { isShared, isReplaced } = draft
  return (
    <>
      {view.isOwn && (canShare || isShared) && (
        <ShareCheckbox
          checked={isShared}
          onChange={(checked) => onChange({ ...draft, isShared: checked })}
          query={isReplaced ? currentQuery : view.query}
        />
      )}
      {view.query !== currentQuery && (
        <ReplaceCheckbox
          checked={isReplaced}
          onChange={(checked) => onChange({ ...draft, isReplaced: checked })}
        />
      )}
    </>
  )
}

function ReplaceCheckbox({
  checked,
  onChange,
}: {
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  return (
    <label>
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      {text.replaceWithCurrent}
    </label>
  )
}

function focusOnMount(input: HTMLInputElement | null): void {
  input?.focus()
  input?.select()
}
