import { useRef, useState, type RefObject } from 'react'

/** Whether a list item asks for a confirmation, such as of its deletion. */
type Confirmation = {
  isConfirming: boolean
  /** Ref for the button that asks; it receives the focus after a cancellation. */
  button: RefObject<HTMLButtonElement | null>
  ask: () => void
  cancel: () => void
}

/** Returns the state of a confirmation. The buttons that confirm and cancel are away from the one that asks. */
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
