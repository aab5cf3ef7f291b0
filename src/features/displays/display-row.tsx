import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { Since, Age } from '#src/components/time/timestamps.tsx'
import { useServerTime } from '#src/lib/use-server-clock.ts'
import { deviceZone } from '#src/domain/time/time-zone.ts'
import { Button } from '#src/components/ui/button.tsx'
import { SelectField } from '#src/components/ui/select-field.tsx'
import { TextField } from '#src/components/ui/text-field.tsx'
import type { Board } from '#src/contract/board.ts'
import type { Display } from '#src/contract/display.ts'
import {
  freshnessInWords,
  isConnected,
  screenInWords,
  suspensionInWords,
  versionLabel,
  warningsOf,
} from './display-status.ts'
import { problemWords } from './error-message.ts'
import { changeDisplay, refreshWalls, revokeDisplay } from '#src/data/boards/queries.ts'

/** One display: what it shows, when it was last heard, what is wrong; to be renamed, given another board, or revoked. */
export function DisplayRow({
  display,
  boards,
  mayChange,
  served,
  pollSeconds,
}: {
  display: Display
  boards: readonly Board[]
  /** Whether this person may change it, or only look. */
  mayChange: boolean
  /** The version that the gateway serves. */
  served: string
  pollSeconds: number
}) {
  const connected = useServerTime(
    useCallback((now: number) => isConnected(display, now, pollSeconds), [display, pollSeconds]),
  )
  const warnings = warningsOf(display, connected)
  const [asked, setAsked] = useState<'change' | 'revoke' | null>(null)
  const { name, lastSeenAt, status, suspended } = display
  const board = boards.find(({ id }) => id === display.boardId)
  return (
    <li aria-label={name} className="displays-display">
      <p className="min-w-0">
        <span className="block truncate text-15 font-semibold">{name}</span>
        <span className="block truncate text-ink-muted">{board?.name ?? 'Its board is gone'}</span>
      </p>
      <p>
        {lastSeenAt === null && 'Never connected'}
        {lastSeenAt !== null && !connected && (
          <span className="text-busy-ink">
            Not connected since <Since at={lastSeenAt} zone={deviceZone()} /> (
            <Age at={lastSeenAt} />)
          </span>
        )}
        {lastSeenAt !== null && connected && (
          <>
            {suspended ? 'Paused · ' : status && `${freshnessInWords(status)} · `}seen{' '}
            <Age at={lastSeenAt} />
          </>
        )}
        {status && connected && (
          <span className="block text-ink-muted">
            Page {status.page.number} of {status.page.of} · {screenInWords(status)} ·{' '}
            {versionLabel(status, served)}
          </span>
        )}
      </p>
      <p className="min-w-0 wrap-break-word text-busy-ink">
        {suspended && <span className="block">{suspensionInWords(suspended)}</span>}
        {warnings.map((words) => (
          <span key={words} className="block">
            {words}
          </span>
        ))}
      </p>
      {mayChange && (
        <p className="flex gap-2">
          <Button look="quiet" onClick={() => setAsked(asked === 'change' ? null : 'change')}>
            Change<span className="sr-only"> {name}</span>
          </Button>
          <Button look="quiet" onClick={() => setAsked(asked === 'revoke' ? null : 'revoke')}>
            Revoke<span className="sr-only"> {name}</span>
          </Button>
        </p>
      )}
      {asked === 'change' && (
        <Change display={display} boards={boards} onDone={() => setAsked(null)} />
      )}
      {asked === 'revoke' && <Revoke display={display} onDone={() => setAsked(null)} />}
    </li>
  )
}

function Change({
  display,
  boards,
  onDone,
}: {
  display: Display
  boards: readonly Board[]
  onDone: () => void
}) {
  const client = useQueryClient()
  const [name, setName] = useState(display.name)
  const [boardId, setBoardId] = useState(display.boardId)
  const [problem, setProblem] = useState<string | null>(null)
  async function save() {
    try {
      await changeDisplay(display.id, { name, boardId })
      await refreshWalls(client)
      onDone()
    } catch (error) {
      setProblem(problemWords(error))
    }
  }
  return (
    <form
      className="displays-change"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextField
        label="Name"
        value={name}
        error={problem}
        required
        maxLength={80}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField
        label="Board"
        value={boardId}
        options={boards.map((board) => [board.id, board.name] as const)}
        onChange={setBoardId}
      />
      <Button look="primary" type="submit">
        Save
      </Button>
    </form>
  )
}

function Revoke({ display, onDone }: { display: Display; onDone: () => void }) {
  const client = useQueryClient()
  const [problem, setProblem] = useState<string | null>(null)
  async function revoke() {
    try {
      await revokeDisplay(display.id)
      await refreshWalls(client)
    } catch (error) {
      setProblem(problemWords(error))
    }
  }
  return (
    <div className="displays-revoke">
      <p role={problem ? 'alert' : undefined}>
        {problem ??
          `${display.name} goes back to a pairing code with its next poll, within seconds.`}
      </p>
      <Button onClick={() => void revoke()}>Revoke {display.name}</Button>
      <Button look="quiet" onClick={onDone}>
        Keep it
      </Button>
    </div>
  )
}
