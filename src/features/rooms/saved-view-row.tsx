import { useQueryClient } from '@tanstack/react-query'
import { Pencil, Trash2 } from 'lucide-react'
import { useRef, useState, type ReactNode, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import * as text from '#messages/saved-views.ts'
import { Button } from '#src/components/ui/button.tsx'
import { useConfirmation } from '#src/components/ui/use-confirmation.ts'
import { useFocusOnRemoval } from '#src/components/ui/use-focus-on-removal.ts'
import type { BrowserView, SavedView } from '#src/contract/saved-view.ts'
import { deleteSavedView, invalidateSavedViews } from '#src/data/views/queries.ts'
import { useDraft } from '#src/data/use-draft.ts'
import { describeChangeError, isNotFound } from '#src/format/describe-change-error.ts'
import { Link } from '#src/lib/navigation.tsx'
import { paths } from '#src/lib/routes.ts'
import { isStartView, selectStartView } from './browser-views.ts'
import { EditViewForm, toViewDraft, type ViewDraft } from './edit-view-form.tsx'

const iconProps = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const

type RowProps = {
  /** Normalised query of the current view. */
  currentQuery: string
  /** Normalised query of the default view; null when none is set. */
  startQuery: string | null
  /** Receives the focus when the view is deleted. */
  heading: RefObject<HTMLElement | null>
}

export function ViewRow({
  view: { name, query },
  currentQuery,
  startQuery,
  heading,
  note = null,
  actions,
  onDelete,
}: RowProps & {
  view: BrowserView
  /** Text below the name. */
  note?: ReactNode
  actions?: ReactNode
  /** Undefined when the person may not delete the view. */
  onDelete?: (() => void) | undefined
}) {
  const { isConfirming, button: deleteButton, ask, cancel } = useConfirmation()
  const row = useFocusOnRemoval(heading)
  return (
    <li ref={row} aria-label={name}>
      <div className="saved-views-row">
        <Link
          href={paths.rooms + query}
          aria-current={query === currentQuery ? 'true' : undefined}
          onClick={(event) => event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()}
        >
          {name}
        </Link>
        <label>
          <input
            type="checkbox"
            checked={query === startQuery}
            onChange={(event) => selectStartView(event.target.checked ? query : null)}
            aria-label={text.openViewByDefault(name)}
          />
          {text.openByDefault}
        </label>
        <div className="saved-views-actions">
          {actions}
          {onDelete && (
            <Button
              variant="quiet"
              ref={deleteButton}
              aria-label={text.deleteView(name)}
              aria-expanded={isConfirming}
              onClick={ask}
            >
              <Trash2 {...iconProps} />
            </Button>
          )}
        </div>
        {note !== null && <p className="saved-views-note">{note}</p>}
        {onDelete && isConfirming && (
          // Placed away from the button, so that a double click does not confirm.
          <p className="saved-views-confirm">
            <Button
              variant="danger"
              aria-label={text.confirmDeleteView(name)}
              onClick={() => onDelete()}
            >
              {text.confirmDeleteButton}
            </Button>
            <Button variant="quiet" onClick={cancel}>
              {text.cancelButton}
            </Button>
          </p>
        )}
      </div>
    </li>
  )
}

/**
 * A view that the gateway stores. Its owner and, if it is shared, managers can edit it; only its owner can share it.
 */
export function SavedViewRow({
  view,
  canShare,
  ...row
}: RowProps & { view: SavedView; canShare: boolean }) {
  const client = useQueryClient()
  // Null while the view is not edited.
  const [draft, setDraft, forgetDraft] = useDraft<ViewDraft | null>(`view ${view.id}`, null)
  const [problem, setProblem] = useState<string | null>(null)
  const editButton = useRef<HTMLButtonElement>(null)

  function closeEditor() {
    flushSync(() => setDraft(null))
    // If the view has moved to the other list, its old row and this button no longer exist.
    const focused = editButton.current ?? row.heading.current
    focused?.focus()
  }
  async function remove() {
    try {
      await deleteSavedView(view.id)
      if (view.isOwn && isStartView(view)) selectStartView(null)
    } catch (error) {
      // If someone else has deleted the view, it only needs to leave the list.
      setProblem(isNotFound(error) ? null : describeChangeError(error))
    }
    await invalidateSavedViews(client)
  }

  if (draft !== null) {
    const { currentQuery } = row
    const edited = { view, draft, currentQuery, canShare }
    return (
      <EditViewForm {...edited} onChange={setDraft} onSaved={forgetDraft} onClose={closeEditor} />
    )
  }
  return (
    <ViewRow
      {...row}
      view={view}
      note={problem === null ? describeSharing(view) : <span role="alert">{problem}</span>}
      onDelete={view.mayChange ? () => void remove() : undefined}
      actions={
        view.mayChange && (
          <Button
            ref={editButton}
            variant="quiet"
            aria-label={text.editView(view.name)}
            onClick={() => setDraft(toViewDraft(view))}
          >
            <Pencil {...iconProps} />
          </Button>
        )
      }
    />
  )
}

function describeSharing({ visibility, isOwn, sharedBy }: SavedView): string | null {
  if (visibility === 'mine') return null
  if (isOwn) return text.sharedByYou
  return sharedBy === null ? null : text.sharedBy(sharedBy)
}
