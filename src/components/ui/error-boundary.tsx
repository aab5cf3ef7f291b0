import { Component, type ReactNode } from 'react'

type Props = {
  children: ReactNode
  /** Shown in place of children that cannot be rendered. */
  fallback: ReactNode
  /** Rendering is tried again when this value changes (compared by identity). */
  resetKey?: unknown
  onError?: (() => void) | undefined
}
type State = { failed: boolean; resetKey: unknown }

/**
 * Limits a rendering error to its own part of the page: a card, a row, a chart. The fallback takes its place until
 * `resetKey` changes. A class, because React offers error boundaries only as classes.
 */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failed: false, resetKey: this.props.resetKey }

  static getDerivedStateFromProps({ resetKey }: Props, state: State): State | null {
    return resetKey === state.resetKey ? null : { failed: false, resetKey }
  }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidCatch() {
    this.props.onError?.()
  }

  override render() {
    return this.state.failed ? this.props.fallback : this.props.children
  }
}
