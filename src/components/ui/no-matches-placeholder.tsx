import type { ReactNode } from 'react'

/** Replaces an empty list. Names the filters that exclude everything, and offers buttons that clear them. */
export function NoMatchesPlaceholder({
  message,
  children,
}: {
  message: string
  children: ReactNode
}) {
  return (
    <div role="status" className="grid justify-items-center gap-4 px-4 py-16 text-center">
      <p className="max-w-prose text-15 wrap-anywhere">{message}</p>
      <div className="flex flex-wrap justify-center gap-2">{children}</div>
    </div>
  )
}
