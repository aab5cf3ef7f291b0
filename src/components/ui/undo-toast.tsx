import './undo-toast.css'
import { useEffect, useRef, useState } from 'react'
import { undoButton, undoKeys } from '#messages/settings.ts'

/** How long a message stays visible, in milliseconds. */
const shownMs = 10_000

/**
 * Confirms a change at the bottom of the window, and offers to undo it. Stays mounted, so that screen readers announce
 * its text. The message does not expire while the pointer or the focus is on it.
 * Control+Z or Command+Z also undoes the change, except in a text field.
 *
 * @param toast `changeId` is the change that the button undoes; null if it cannot be undone
 */
export function UndoToast({
  toast,
  onUndo,
  onExpire,
}: {
  toast: { message: string; changeId: string | null } | null
  onUndo: (changeId: string) => unknown
  onExpire: () => void
}) {
  const [isHeld, setIsHeld] = useState(false)
  const message = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (toast === null || isHeld) return
    const timer = setTimeout(onExpire, shownMs)
    return () => clearTimeout(timer)
  }, [toast, isHeld, onExpire])
  const changeId = toast?.changeId ?? null
  useEffect(() => {
    if (changeId === null) return
    // The button is the last of the page, so the Tab key may not reach it before the message expires.
    const undoWithKeys = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === 'z'
      if (!isUndo || isTextField(event.target)) return
      event.preventDefault()
      onUndo(changeId)
    }
    document.addEventListener('keydown', undoWithKeys)
    return () => document.removeEventListener('keydown', undoWithKeys)
  }, [changeId, onUndo])
  return (
    <div
      className="undo-toast"
      data-open={toast !== null || undefined}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <p ref={message} role="status" tabIndex={-1}>
        {toast?.message}
      </p>
      {changeId !== null && (
        <button
          type="button"
          aria-keyshortcuts="Control+Z Meta+Z"
          title={undoKeys}
          onClick={() => {
            // The button disappears after the change is undone.
            message.current?.focus()
            setIsHeld(false)
            onUndo(changeId)
          }}
        >
          {undoButton}
        </button>
      )}
    </div>
  )
}

/** Returns whether the keys for undo belong to a field with text. */
function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== 'checkbox')
  )
}
