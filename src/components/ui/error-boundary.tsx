import { Component, type ReactNode } from 'react'
import { LoadError } from './lazy-part.tsx'

type Props = {
  children: ReactNode
  /** Replaces children that fail to render. */
  fallback: ReactNode
  /** The boundary tries again when this value changes, compared by identity. */
  resetKey?: unknown
  onError?: (() => void) | undefined
}
type State = { failed: boolean; resetKey: unknown }

/**
 * Limits a rendering error to one part of the page, such as a card, a row or a chart. Shows the fallback until
 * `resetKey` changes, or until a lazy part that failed to load has loaded. A class, because React supports error
 * boundaries only as classes.
 */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failed: false, resetKey: this.props.resetKey }

  static getDerivedStateFromProps({ resetKey }: Props, state: State): State | null {
    return resetKey === state.resetKey ? null : { failed: false, resetKey }
  }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  #stopRetries?: () => void

  override componentDidCatch(error: unknown) {
    this.props.onError?.()
    if (!(error instanceof LoadError)) return
    this.#stopRetries?.()
    this.#stopRetries = error.retry(() => this.setState({ failed: false }))
  }

  override componentWillUnmount() {
    this.#stopRetries?.()
  }

  override render() {
    return this.state.failed ? this.props.fallback : this.props.children
  }
}
