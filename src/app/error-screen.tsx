import type { ReactNode } from 'react'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'

/** Shows an error message and a reload button, instead of a blank screen, when part of the page fails to render. */
export function ErrorScreen({ label, children }: { label: string; children: ReactNode }) {
  return <ErrorBoundary fallback={<ErrorFallback label={label} />}>{children}</ErrorBoundary>
}

function ErrorFallback({ label }: { label: string }) {
  return (
    <div role="alert" className="grid place-items-center gap-3 p-8 text-center">
      <p>
        <strong className="block font-semibold">{label} could not be shown</strong>
        <span className="text-ink-muted">
          This is a fault of Headroom, or of the connection while it was loading.
        </span>
      </p>
      <button
        type="button"
        className="h-8 rounded-control border border-line px-3 font-medium"
        onClick={() => window.location.reload()}
      >
        Load the page again
      </button>
    </div>
  )
}
