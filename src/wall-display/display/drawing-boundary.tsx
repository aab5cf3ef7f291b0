import { Component, type ReactNode } from 'react'

type Props = {
  children: ReactNode
  /** What stands there instead. */
  instead: ReactNode
  /** Drawing is tried again when this changes. */
  attempt: number
  failed: () => void
}

/**
 * Whatever breaks in drawing, something that is true stands there. A class, since React offers error boundaries only
 * as such.
 */
export class DrawingBoundary extends Component<Props, { failed: boolean; attempt: number }> {
  override state = { failed: false, attempt: this.props.attempt }

  static getDerivedStateFromProps({ attempt }: Props, state: { failed: boolean; attempt: number }) {
    return { attempt, failed: state.failed && attempt === state.attempt }
  }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidCatch() {
    this.props.failed()
  }

  override render() {
    return this.state.failed ? this.props.instead : this.props.children
  }
}
