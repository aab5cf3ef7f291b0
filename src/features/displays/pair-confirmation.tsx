import { useEffect, useId, useRef } from 'react'
import { Age } from '#src/components/time/age.tsx'
import { Button } from '#src/components/ui/button.tsx'
import type { PairingRequest } from '#src/contract/display.ts'

/**
 * Who requested a code, and the question whether that is the screen that the person sees: a code that arrives in a message
 * may be shown by a stranger's browser. The focus goes to the question, not to a button, so that one press too many
 * pairs nothing.
 */
export function PairConfirmation({
  request: { code, requestedAt, address, browser },
  onPair,
  onCancel,
}: {
  request: PairingRequest
  onPair: () => void
  onCancel: () => void
}) {
  const questionId = useId()
  const detailsId = useId()
  const question = useRef<HTMLParagraphElement>(null)
  useEffect(() => question.current?.focus(), [])
  return (
    <div
      role="group"
      aria-labelledby={questionId}
      aria-describedby={detailsId}
      className="displays-note displays-confirm"
    >
      <p ref={question} id={questionId} tabIndex={-1} className="font-semibold outline-none">
        Does the screen in front of you show{' '}
        <span className="whitespace-nowrap tabular-nums">{spaced(code)}</span>?
      </p>
      <p id={detailsId}>
        Requested <Age at={requestedAt} /> from {address} by {browser}. If you cannot see this
        screen, cancel: the code may come from someone else.
      </p>
      <p className="flex items-center gap-2">
        <Button look="primary" onClick={onPair}>
          Pair
        </Button>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </p>
    </div>
  )
}

/** A code in two halves, as screens show it. */
function spaced(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`
}
