import { Suspense, useLayoutEffect, useRef, type ReactNode } from 'react'
import * as text from '#messages/ui.ts'
import { ErrorBoundary } from './error-boundary.tsx'

/**
 * Contains a lazy part of a popover or menu. If the part fails to load or render, a message replaces it, and the rest
 * of the page is not affected.
 *
 * @param fallback shown while the part loads
 */
export function PartBoundary({
  fallback = null,
  children,
}: {
  fallback?: ReactNode
  children: ReactNode
}) {
  return (
    <ErrorBoundary
      fallback={
        <p role="alert" className="text-ink-muted">
          {text.partFailed}
        </p>
      }
    >
      <Suspense fallback={fallback}>{children}</Suspense>
    </ErrorBoundary>
  )
}

/** Like `PartBoundary`, but shows the message in a dialog. */
export function DialogBoundary({
  fallback = null,
  onClose,
  children,
}: {
  fallback?: ReactNode
  onClose: () => void
  children: ReactNode
}) {
  return (
    <ErrorBoundary fallback={<FailedDialog onClose={onClose} />}>
      <Suspense fallback={fallback}>{children}</Suspense>
    </ErrorBoundary>
  )
}

function FailedDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      closedby="any"
      aria-label={text.partFailed}
      onClose={onClose}
      className="m-auto rounded-card border border-line bg-surface-raised p-4 text-ink shadow-float"
    >
      <p role="alert">{text.partFailed}</p>
    </dialog>
  )
}
