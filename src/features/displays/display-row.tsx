import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState, type RefObject } from 'react'
import { Timestamp, Age } from '#src/components/time/timestamps.tsx'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { deviceTimeZone } from '#src/domain/time/time-zone.ts'
import { Button } from '#src/components/ui/button.tsx'
import { SelectField } from '#src/components/ui/select-field.tsx'
import { TextField } from '#src/components/ui/text-field.tsx'
import type { Board } from '#src/contract/board.ts'
import type { Display } from '#src/contract/display.ts'
import {
  displayFreshnessLabel,
  isConnected,
  formatScreen,
  describeSuspension,
  versionLabel,
  getWarnings,
} from './display-status.ts'
import { errorMessage } from './error-message.ts'
import { updateDisplay, invalidateBoards, revokeDisplay } from '#src/data/boards/queries.ts'

/** A display with its board, last contact and warnings, and actions to rename, reassign or revoke it. */
export function DisplayRow({
  display,
  boards,
  mayChange,
  servedVersion,
  pollSeconds,
}: {
  display: Display
  boards: readonly Board[]
  /** Whether the user may change the display. */
  mayChange: boolean
  /** The version that the gateway serves. */
  servedVersion: string
  pollSeconds: number
}) {
  const connected = useServerClock(
    useCallback((now: number) => isConnected(display, now, pollSeconds), [display, pollSeconds]),
  )
  const warnings = getWarnings(display, connected)
  const [openAction, setOpenAction] = useState<'change' | 'revoke' | null>(null)
  const changeButton = useRef<HTMLButtonElement>(null)
  const revokeButton = useRef<HTMLButtonElement>(null)
  /** Closes the form below the row and returns the focus, which the form had, to its button. */
  function closeAction(button: RefObject<HTMLButtonElement | null>) {
    setOpenAction(null)
    button.current?.focus()
  }
  const { name, suspended, pairedBy } = display
  const board = boards.find(({ id }) => id === display.boardId)
  return (
    <li aria-label={name} className="displays-display">
      <p className="min-w-0">
        <span className="block truncate text-15 font-semibold">{name}</span>
        <span className="block truncate text-ink-muted">{board?.name ?? 'Its board is gone'}</span>
      </p>
      <LastContact {...{ display, connected, servedVersion }} />
      <p className="min-w-0 wrap-break-word text-busy-ink">
        {suspended && <span className="block">{describeSuspension(suspended, pairedBy)}</span>}
        {warnings.map((words) => (
          <span key={words} className="block">
            {words}
          </span>
        ))}
      </p>
      {mayChange && (
        <p className="flex gap-2">
          <Button
            variant="quiet"
            ref={changeButton}
            aria-expanded={openAction === 'change'}
            onClick={() => setOpenAction(openAction === 'change' ? null : 'change')}
          >
            Change<span className="sr-only"> {name}</span>
          </Button>
          <Button
            variant="quiet"
            ref={revokeButton}
            aria-expanded={openAction === 'revoke'}
            onClick={() => setOpenAction(openAction === 'revoke' ? null : 'revoke')}
          >
            Revoke<span className="sr-only"> {name}</span>
          </Button>
        </p>
      )}
      {openAction === 'change' && (
        <EditDisplayForm
          display={display}
          boards={boards}
          onDone={() => closeAction(changeButton)}
        />
      )}
      {openAction === 'revoke' && (
        <RevokeConfirmation display={display} onDone={() => closeAction(revokeButton)} />
      )}
    </li>
  )
}

/** When the display last polled; while it is connected, also its page, screen and version. */
function LastContact({
  display: { lastSeenAt, status, suspended },
  connected,
  servedVersion,
}: {
  display: Display
  connected: boolean
  servedVersion: string
}) {
  return (
    <p>
      {lastSeenAt === null && 'Never connected'}
      {lastSeenAt !== null && !connected && (
        <span className="text-busy-ink">
          Not connected since <Timestamp at={lastSeenAt} zone={deviceTimeZone()} /> (
          <Age at={lastSeenAt} />)
        </span>
      )}
      {lastSeenAt !== null && connected && (
        <>
          {suspended ? 'Paused · ' : status && `${displayFreshnessLabel(status)} · `}seen{' '}
          <Age at={lastSeenAt} />
        </>
      )}
      {status && connected && (
        <span className="block text-ink-muted">
          Page {status.page.number} of {status.page.of} · {formatScreen(status)} ·{' '}
          {versionLabel(status, servedVersion)}
        </span>
      )}
    </p>
  )
}

function EditDisplayForm({
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
      await updateDisplay(display.id, { name, boardId })
      await invalidateBoards(client)
      onDone()
    } catch (error) {
      setProblem(errorMessage(error))
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
      <Button variant="primary" type="submit">
        Save
      </Button>
    </form>
  )
}

function RevokeConfirmation({ display, onDone }: { display: Display; onDone: () => void }) {
  const client = useQueryClient()
  const [problem, setProblem] = useState<string | null>(null)
  async function revoke() {
    try {
      await revokeDisplay(display.id)
      await invalidateBoards(client)
    } catch (error) {
      setProblem(errorMessage(error))
    }
  }
  return (
    <div className="displays-revoke">
      <p role={problem ? 'alert' : undefined}>
        {problem ??
          `${display.name} goes back to a pairing code with its next poll, within seconds.`}
      </p>
      <Button onClick={() => void revoke()}>Revoke {display.name}</Button>
      <Button variant="quiet" onClick={onDone}>
        Keep it
      </Button>
    </div>
  )
}
