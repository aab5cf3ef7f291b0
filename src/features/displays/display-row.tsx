import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState, type RefObject } from 'react'
import * as text from '#messages/displays.tsx'
import { Timestamp, Age } from '#src/components/time/timestamps.tsx'
import { selectBoardRooms } from '#src/board/board-places.ts'
import { findRoomTimeZone } from '#src/domain/topology/room-time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { isDisplayList } from '#src/lib/panel-history.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { deviceTimeZone } from '#src/format/dates.ts'
import { Button } from '#src/components/ui/button.tsx'
import { SelectField } from '#src/components/ui/select-field.tsx'
import { UnsavedChanges } from '#src/components/ui/unsaved-changes.tsx'
import { TextField } from '#src/components/ui/text-field.tsx'
import { plainName } from '#src/contract/butlr-values.ts'
import { maxVisibleNameLength, type Board } from '#src/contract/board.ts'
import type { Display } from '#src/contract/display.ts'
import {
  displayContact,
  type DisplayContact,
  formatScreen,
  describeSuspension,
  versionLabel,
  getWarnings,
} from './display-status.ts'
import { errorMessage } from './error-messages.ts'
import { screenOffLabel } from './screen-start.ts'
import { useFocusOnRemoval } from '#src/components/ui/use-focus-on-removal.ts'
import { updateDisplay, invalidateBoards, revokeDisplay } from '#src/data/boards/queries.ts'

export function DisplayRow({
  display,
  boards,
  unreadableBoardIds,
  mayChange,
  servedVersion,
  pollSeconds,
  heading,
  topology,
}: {
  display: Display
  boards: readonly Board[]
  unreadableBoardIds: readonly string[]
  mayChange: boolean
  servedVersion: string
  pollSeconds: number
  /** The heading of the list, which receives the focus when the display is revoked. */
  heading: RefObject<HTMLElement | null>
  /** Undefined until it has loaded. */
  topology: Topology | undefined
}) {
  const contact = useServerClock(
    useCallback((now: number) => displayContact(display, now, pollSeconds), [display, pollSeconds]),
  )
  const row = useFocusOnRemoval(heading)
  const warnings = getWarnings(display, contact, boards)
  const [openAction, setOpenAction] = useState<'change' | 'revoke' | null>(null)
  const buttons = {
    change: useRef<HTMLButtonElement>(null),
    revoke: useRef<HTMLButtonElement>(null),
  }
  /** Closes the form below the row and returns the focus to the button that opened it. */
  function closeAction(action: 'change' | 'revoke') {
    setOpenAction(null)
    buttons[action].current?.focus()
  }
  /** Returns the props of a button that opens and closes the form of an action. */
  const toggle = (action: 'change' | 'revoke') => ({
    ref: buttons[action],
    'aria-expanded': openAction === action,
    onClick: () => setOpenAction(openAction === action ? null : action),
  })
  const { name, suspended, pairedBy } = display
  const board = boards.find(({ id }) => id === display.boardId)
  const isUnreadable = unreadableBoardIds.includes(display.boardId)
  const missingBoard = isUnreadable ? text.boardUnreadable : text.boardDeleted
  return (
    <li ref={row} aria-label={name} className="displays-display">
      <p className="min-w-0">
        <span dir="auto" className="block text-left text-15 font-semibold wrap-break-word">
          {name}
        </span>
        <span className="block wrap-break-word text-ink-muted">{board?.name ?? missingBoard}</span>
      </p>
      <LastContact {...{ display, board, contact, servedVersion, topology }} />
      <p className="min-w-0 wrap-break-word text-busy-ink">
        {suspended && <span className="block">{describeSuspension(suspended, pairedBy)}</span>}
        {warnings.map((words) => (
          <span key={words} className="block">
            {words}
          </span>
        ))}
      </p>
      {mayChange && (
        <p className="flex flex-wrap gap-2">
          <Button variant="quiet" aria-label={text.editDisplay(name)} {...toggle('change')}>
            {text.editButton}
          </Button>
          <Button variant="danger" aria-label={text.revokeDisplay(name)} {...toggle('revoke')}>
            {text.revokeButton}
          </Button>
        </p>
      )}
      {openAction === 'change' && (
        <EditDisplayForm display={display} boards={boards} onDone={() => closeAction('change')} />
      )}
      {openAction === 'revoke' && (
        <RevokeConfirmation display={display} onDone={() => closeAction('revoke')} />
      )}
    </li>
  )
}

/** Shows when the display last polled, whether its screen is on, and, while its status is current, its page, screen and version. */
function LastContact({
  display: { lastSeenAt, status: lastStatus, suspended },
  board,
  contact,
  servedVersion,
  topology,
}: {
  display: Display
  board: Board | undefined
  contact: DisplayContact
  servedVersion: string
  topology: Topology | undefined
}) {
  const status = contact === 'reporting' ? lastStatus : null
  const screenOff = useServerClock(
    useCallback(
      (now: number) => {
        if (board === undefined || topology === undefined) return null
        const [room] = selectBoardRooms(board, topology.rooms, topology)
        return screenOffLabel(board, findRoomTimeZone(topology, room?.id ?? ''), now)
      },
      [board, topology],
    ),
  )
  const live = status && (screenOff ?? text.freshnessLabels[status.freshness])
  const state = suspended ? text.pausedLabel : live
  return (
    <p>
      {lastSeenAt === null && text.neverConnected}
      {lastSeenAt !== null && contact === 'lost' && (
        <span className="text-busy-ink">
          {text.notConnectedSince(
            <Timestamp at={lastSeenAt} zone={deviceTimeZone()} />,
            <Age at={lastSeenAt} />,
          )}
        </span>
      )}
      {lastSeenAt !== null && contact !== 'lost' && text.lastSeen(state, <Age at={lastSeenAt} />)}
      {status && (
        <span className="block text-ink-muted">
          {text.boardPage(status.page.number, status.page.of)} · {formatScreen(status)} ·{' '}
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
  const [name, setName] = useState(plainName(display.name))
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
      <UnsavedChanges
        isChanged={name !== plainName(display.name) || boardId !== display.boardId}
        staysOpen={isDisplayList}
      />
      <TextField
        label={text.nameField}
        value={name}
        error={problem}
        required
        maxLength={maxVisibleNameLength}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField
        label={text.boardField}
        value={boardId}
        options={boards.map((board) => [board.id, board.name] as const)}
        onChange={setBoardId}
      />
      <Button variant="primary" type="submit">
        {text.saveButton}
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
      <p role={problem ? 'alert' : undefined}>{problem ?? text.revokeConsequence(display.name)}</p>
      <Button variant="danger" onClick={() => void revoke()}>
        {text.revokeDisplay(display.name)}
      </Button>
      <Button variant="quiet" onClick={onDone}>
        {text.cancelButton}
      </Button>
    </div>
  )
}
