import { SelectField } from '#src/components/ui/select-field.tsx'
import { TextField } from '#src/components/ui/text-field.tsx'
import { Button } from '#src/components/ui/button.tsx'
import type { Board } from '#src/contract/board.ts'
import { PairConfirmation } from './pair-confirmation.tsx'
import { readyMade, usePairing } from './use-pairing.ts'

/**
 * Pairs a screen by the code that it shows, once the person has seen who requested the code. Where there is no board yet,
 * one is made with it.
 */
export function PairForm({
  boards,
  offered,
  path,
}: {
  boards: readonly Board[]
  /** The code that a screen's QR code brought; empty without one. */
  offered: string
  path: string
}) {
  const pairing = usePairing(boards, offered, path)
  const { typed, change, problem, request, paired, codeField, lookUp, pair, cancel } = pairing
  return (
    <section aria-labelledby="pair">
      <h2 id="pair" className="pb-2 text-18 font-semibold">
        Pair a screen
      </h2>
      <p className="pb-3 text-ink-muted">
        On the screen, open <b className="font-semibold text-ink">{window.location.host}/display</b>
        . Then enter the code that it shows here.
      </p>
      <form
        noValidate
        className="displays-pair"
        onSubmit={(event) => {
          event.preventDefault()
          void lookUp()
        }}
      >
        <TextField
          ref={codeField}
          label="Code"
          value={typed.code}
          error={problem?.at === 'code' ? problem.words : null}
          placeholder="ABC 234"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onChange={(event) => change({ code: event.target.value })}
        />
        <TextField
          label="Name of the display"
          value={typed.name}
          error={problem?.at === 'name' ? problem.words : null}
          placeholder="Lobby, left of the lifts"
          onChange={(event) => change({ name: event.target.value })}
        />
        <SelectField
          label="Board"
          value={typed.boardId}
          options={[
            ...boards.map((board) => [board.id, board.name] as const),
            ...(boards.length === 0 ? [[readyMade, 'Every room, big cards (new)'] as const] : []),
          ]}
          onChange={(boardId) => change({ boardId })}
        />
        {request === null && (
          <Button look="primary" type="submit" className="displays-go">
            Continue
          </Button>
        )}
      </form>
      {request !== null && (
        <PairConfirmation
          key={request.id}
          request={request}
          onPair={() => void pair()}
          onCancel={cancel}
        />
      )}
      <p role="status" className="pt-2 text-ink-muted">
        {paired !== null && `${paired} is paired. Its board will appear in a moment.`}
      </p>
    </section>
  )
}
