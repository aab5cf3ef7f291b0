import { Component, type ReactNode } from 'react'

/**
 * What is shown where a part of the page failed to draw: words and a way out, never a blank screen.
 * A class, since React offers error boundaries only as such.
 */
export class ErrorScreen extends Component<
  { what: string; children: ReactNode },
  { failed: boolean }
> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <div role="alert" className="grid place-items-center gap-3 p-8 text-center">
        <p>
          <strong className="block font-semibold">{this.props.what} could not be shown</strong>
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
}
