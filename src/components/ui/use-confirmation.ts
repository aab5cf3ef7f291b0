import { useRef, useState, type RefObject } from 'react'

/** The state of a confirmation in a list item, for example before its deletion. */
type Confirmation = {
  isConfirming: boolean
  /** Ref for the button that asks for confirmation, which receives focus when the user cancels. */
  button: RefObject<HTMLButtonElement | null>
  ask: () => void
  cancel: () => void
}

/**
 * Returns the state of a confirmation. Place the confirm and cancel buttons away from the button that asks, so that a
 * double click does not confirm.
 */
export function useConfirmation(): Confirmation {
  const [isConfirming, setIsConfirming] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return {
    isConfirming,
    button,
    ask: () => setIsConfirming(true),
    cancel() {
      setIsConfirming(false)
      button.current?.focus()
    },
  }
}
