import { useQueryClient } from '@tanstack/react-query'
import { useId, useRef, useState, type SubmitEvent } from 'react'
import * as text from '#messages/saved-views.ts'
import { Button } from '#src/components/ui/button.tsx'
import { displayName } from '#src/contract/butlr-values.ts'
import { maxViewNameLength, type SavedView } from '#src/contract/saved-view.ts'
import { invalidateSavedViews, putSavedView } from '#src/data/views/queries.ts'
import { useDraft } from '#src/data/use-draft.ts'
import { describeChangeError } from '#src/format/describe-change-error.ts'
import { isStartView, selectStartView } from './browser-views.ts'
import { ShareCheckbox } from './share-checkbox.tsx'

const emptyDraft = { name: '', isShared: false }

/**
 * Saves the current view under a name. If the account already has a view with this name, asks for confirmation before
 * it replaces that view. The form keeps the input after an error, and until the menu opens again.
 *
 * @param query normalised query of the current view
 * @param views the views that the account sees
 */
export function SaveViewForm({
  query,
  views,
  canShare,
}: {
  query: string
  views: readonly SavedView[]
  canShare: boolean
}) {
  const client = useQueryClient()
  const errorId = useId()
  const nameInput = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useDraft('new view', emptyDraft)
  const { name, isShared } = draft
  const [problem, setProblem] = useState<string | null>(null)
  const [isSaving, setIsSaving] = useState(false)
  const [isReplacing, setIsReplacing] = useState(false)
  const sameName = views.find((view) => view.isOwn && view.name === displayName(name))

  async function save(replaced: SavedView | null) {
    if (isSaving || name.trim() === '') return
    setIsSaving(true)
    setProblem(null)
    const visibility = isShared && canShare ? 'shared' : 'mine'
    try {
      await putSavedView({ name, query, visibility: replaced?.visibility ?? visibility }, replaced)
      if (replaced && isStartView(replaced)) selectStartView(query)
      setDraft(emptyDraft)
    } catch (error) {
      setProblem(describeChangeError(error))
    }
    setIsReplacing(false)
    setIsSaving(false)
    nameInput.current?.focus()
    await invalidateSavedViews(client)
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (sameName) setIsReplacing(true)
    else void save(null)
  }
  return (
    <form onSubmit={submit} className="saved-views-form saved-views-new">
      <div className="saved-views-save">
        <label className="saved-views-name">
          <span>{text.saveViewAs}</span>
          <input
            ref={nameInput}
            value={name}
            onChange={(event) => {
              setDraft({ ...draft, name: event.target.value })
              setIsReplacing(false)
            }}
            maxLength={maxViewNameLength}
            autoComplete="off"
            aria-describedby={errorId}
          />
        </label>
        <Button type="submit" aria-disabled={name.trim() === '' || isSaving}>
          {text.saveButton}
        </Button>
      </div>
      {canShare && (
        <ShareCheckbox
          checked={isShared}
          onChange={(checked) => setDraft({ ...draft, isShared: checked })}
          query={query}
        />
      )}
      <p id={errorId} role="alert">
        {isReplacing && sameName ? text.nameTaken(sameName.name) : problem}
      </p>
      {isReplacing && sameName && (
        <div className="saved-views-buttons">
          <Button onClick={() => void save(sameName)}>{text.replaceButton}</Button>
        </div>
      )}
    </form>
  )
}
