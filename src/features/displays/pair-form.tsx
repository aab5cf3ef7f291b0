import { useEffect, useId, useRef } from 'react'
import * as text from '#messages/displays.tsx'
import { Age } from '#src/components/time/timestamps.tsx'
import { Button } from '#src/components/ui/button.tsx'
import { isDisplayList } from '#src/lib/panel-history.ts'
import type { PendingPairing } from '#src/contract/pairing.ts'
import { SelectField } from '#src/components/ui/select-field.tsx'
import { UnsavedChanges } from '#src/components/ui/unsaved-changes.tsx'
import { TextField } from '#src/components/ui/text-field.tsx'
import { maxVisibleNameLength, type Board } from '#src/contract/board.ts'
import { DisplaysForm } from './displays-form.tsx'
import { DisplaysSection } from './displays-section.tsx'
import { newBoardOption, usePairing } from './use-pairing.ts'

/**
 * Shows who requested a code and asks whether the user sees that screen: a code that arrives in a message might belong
 * to another person's browser. The question takes focus, not a button, so that a stray key press pairs nothing.
 */
function PairConfirmation({
  request: { code, requestedAt, address, browser },
  onPair,
  onCancel,
}: {
  request: PendingPairing
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
        {text.pairQuestion(
          <span className="whitespace-nowrap tabular-nums">{formatCode(code)}</span>,
        )}
      </p>
      <p id={detailsId}>{text.pairRequest(<Age at={requestedAt} />, address, browser)}</p>
      <p className="flex items-center gap-2">
        <Button variant="primary" onClick={onPair}>
          {text.pairButton}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          {text.cancelButton}
        </Button>
      </p>
    </div>
  )
}

/** Splits a code into two halves, as displays show it. */
function formatCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`
}

/**
 * Pairs a display by its code after the user confirms that the screen in front of them shows the code. Creates a board
 * if none exists.
 */
export function PairForm({
  boards,
  initialCode,
}: {
  boards: readonly Board[]
  /** The code from a display's QR code; empty if the URL contains no code. */
  initialCode: string
}) {
  const pairing = usePairing(boards, initialCode)
  const { typed, change, problem, request, paired, codeField, lookUp, pair, cancel } = pairing
  return (
    <DisplaysSection
      id="pair"
      heading={text.pairHeading}
      description={text.pairInstructions(`${window.location.host}/display`)}
    >
      <UnsavedChanges
        isChanged={typed.name !== '' || !['', initialCode].includes(typed.code)}
        staysOpen={isDisplayList}
      />
      <DisplaysForm className="displays-pair" onSubmit={lookUp}>
        <TextField
          ref={codeField}
          label={text.codeField}
          value={typed.code}
          error={problem?.at === 'code' ? problem.words : null}
          placeholder={text.codePlaceholder}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onChange={(event) => change({ code: event.target.value })}
        />
        <TextField
          label={text.displayNameField}
          value={typed.name}
          error={problem?.at === 'name' ? problem.words : null}
          placeholder={text.displayNamePlaceholder}
          maxLength={maxVisibleNameLength}
          onChange={(event) => change({ name: event.target.value })}
        />
        <SelectField
          label={text.boardField}
          value={typed.boardId}
          options={[
            ...boards.map((board) => [board.id, board.name] as const),
            ...(boards.length === 0 ? [[newBoardOption, text.newBoardOption] as const] : []),
          ]}
          onChange={(boardId) => change({ boardId })}
        />
        {request === null && (
          <Button variant="primary" type="submit" className="displays-go">
            {text.continueButton}
          </Button>
        )}
      </DisplaysForm>
      {request !== null && (
        <PairConfirmation
          key={request.id}
          request={request}
          onPair={() => void pair()}
          onCancel={cancel}
        />
      )}
      <p role="status" className="pt-2 text-ink-muted">
        {paired !== null && text.pairedStatus(paired)}
      </p>
    </DisplaysSection>
  )
}
