import type { ReactNode } from 'react'
import { useHasElapsed } from './use-has-elapsed.ts'

/** In milliseconds. Keeps the skeleton from flashing before a fast response. */
const skeletonDelayMs = 400

/** Announces that content is loading, and shows a skeleton of its layout after a delay. */
export function LoadingPlaceholder({ label, children }: { label: string; children: ReactNode }) {
  const showSkeleton = useHasElapsed(skeletonDelayMs)
  return (
    <div role="status">
      <span className="sr-only">{label}</span>
      {showSkeleton && <div aria-hidden="true">{children}</div>}
    </div>
  )
}

/** Replaces unavailable content. States what is missing, why, and what happens next. */
export function UnavailablePlaceholder({
  role = 'alert',
  title,
  reason,
  hint,
}: {
  role?: 'alert' | 'status'
  title: string
  reason?: ReactNode
  hint: string
}) {
  return (
    <div role={role} className="grid justify-items-center gap-1 px-4 py-24 text-center">
      <p className="text-15 font-semibold">{title}</p>
      {reason && <p className="text-ink-muted">{reason}</p>}
      <p className="text-ink-muted">{hint}</p>
    </div>
  )
}
