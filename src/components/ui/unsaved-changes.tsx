import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import * as text from '#messages/unsaved-changes.ts'
import { leaveWithoutAsking, protectChanges } from '#src/lib/unsaved-changes.ts'
import { Button } from './button.tsx'

/**
 * Asks before the user leaves a form with unsaved changes: in a dialog for navigation within the app, otherwise in a
 * dialog of the browser.
 *
 * @param isChanged whether the form differs from what is saved
 * @param staysOpen returns whether the form stays open at a URL of the app; by default, on the same page
 */
export function UnsavedChanges({
  isChanged,
  staysOpen,
}: {
  isChanged: boolean
  staysOpen?: (href: string) => boolean
}) {
  const [leave, setLeave] = useState<(() => void) | null>(null)
  const [page] = useState(() => window.location.pathname)
  const isOpenAt = useEffectEvent(
    (href: string) => staysOpen?.(href) ?? new URL(href, window.location.origin).pathname === page,
  )
  useLayoutEffect(() => {
    if (!isChanged) return
    return protectChanges({
      staysOpen: (href) => isOpenAt(href),
      ask: (next) => setLeave(() => next),
    })
  }, [isChanged])
  if (leave === null) return null
  return createPortal(
    <DiscardDialog
      onKeep={() => setLeave(null)}
      onDiscard={() => {
        setLeave(null)
        leaveWithoutAsking(leave)
      }}
    />,
    document.body,
  )
}

function DiscardDialog({ onKeep, onDiscard }: { onKeep: () => void; onDiscard: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const explanationId = useId()
  useEffect(() => {
    // Moves the focus from a menu to its button, where it returns when the dialog closes.
    document.activeElement?.closest<HTMLElement>('[popover]')?.hidePopover()
    dialog.current?.showModal()
  }, [])
  return (
    <dialog
      ref={dialog}
      role="alertdialog"
      aria-labelledby={titleId}
      aria-describedby={explanationId}
      onClose={onKeep}
      className="m-auto rounded-card border border-line bg-surface-raised p-4 text-ink shadow-float"
    >
      <h2 id={titleId} className="text-18 font-semibold">
        {text.title}
      </h2>
      <p id={explanationId} className="mt-1 mb-6 text-ink-muted">
        {text.explanation}
      </p>
      <p className="flex flex-wrap items-center gap-3">
        <Button onClick={() => dialog.current?.close()}>{text.keepButton}</Button>
        <Button variant="danger" onClick={onDiscard}>
          {text.discardButton}
        </Button>
      </p>
    </dialog>
  )
}
