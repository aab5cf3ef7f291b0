import { Component, type ReactNode } from 'react'

type Props = {
  children: ReactNode
  /** Shown in place of children that fail to render. */
  fallback: ReactNode
  /** The boundary retries when this value changes (compared by identity). */
  resetKey?: unknown
  onError?: (() => void) | undefined
}
type State = { failed: boolean; resetKey: unknown }

/**
 * Limits a rendering error to one part of the page: a card, a row, a chart. Shows the fallback until `resetKey`
 * changes. A class, because React supports error boundaries only as classes.
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
