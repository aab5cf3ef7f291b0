import type { ReactNode } from 'react'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import * as text from '#messages/app.ts'

/** Shows an error message and a reload button, instead of a blank screen, when part of the page fails to render. */
export function ErrorScreen({ title, children }: { title: string; children: ReactNode }) {
  return <ErrorBoundary fallback={<ErrorFallback title={title} />}>{children}</ErrorBoundary>
}

function ErrorFallback({ title }: { title: string }) {
  return (
    <div role="alert" className="grid place-items-center gap-3 p-8 text-center">
      <p>
        <strong className="block font-semibold">{title}</strong>
        <span className="text-ink-muted">{text.failedHint}</span>
      </p>
      <button
        type="button"
        className="h-8 rounded-control border border-line px-3 font-medium"
        onClick={() => window.location.reload()}
      >
        {text.reloadButton}
      </button>
    </div>
  )
}
