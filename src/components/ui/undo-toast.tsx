import './undo-toast.css'
import { useEffect, useRef, useState } from 'react'
import { undoButton } from '#messages/settings.ts'

/** How long a message stays visible, in milliseconds. */
const shownMs = 10_000

/**
 * Confirms a change at the bottom of the window, and offers to undo it. Stays mounted, so that screen readers announce
 * its text. The message does not expire while the pointer or the focus is on it.
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
