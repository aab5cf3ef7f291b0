import type { DisplaysResponse } from '#src/contract/display.ts'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from '#src/lib/navigation.tsx'
import { newBoardId } from '#src/lib/panel-history.ts'
import './displays.css'
import * as text from '#messages/displays.tsx'
import { ActivityList } from './activity-list.tsx'
import { BoardEditor } from './board-editor.tsx'
import { BoardList } from './board-list.tsx'
import { PairForm } from './pair-form.tsx'
import { errorMessage } from './error-messages.ts'
import { boardsQuery, displaysQuery } from '#src/data/boards/queries.ts'
import { useCallback, useRef, useEffect, useState } from 'react'
import { boardSaved } from '#messages/boards.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { useTopology } from '#src/data/topology/queries.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import type { Board } from '#src/contract/board.ts'
import { attentionLabel } from './display-status.ts'
import { DisplayRow } from './display-row.tsx'

/** Explains why displays get no data if the gateway account is not set or Butlr rejects it. */
function GatewayAccountNotice({ account }: { account: DisplaysResponse['account'] }) {
  if (account === 'ready') return null
  return (
    <p role="status" className="displays-note">
      {account === 'missing' ? text.accountMissingNotice : text.accountRejectedNotice}
    </p>
  )
}

/**
 * The URL contains the board in the editor (`?board=<id>`, `?board=new`) and the pairing code from a display's QR code
 * (`?code=ABC234`).
 */
export function DisplaysView() {
  const search = useSearchParams()
  const [hasSaved, markSaved] = useBriefly()
  const { data: boards, error: boardsError } = useQuery(boardsQuery())
  const { data: displaysData, error } = useQuery(displaysQuery())
  const { topology } = useTopology()
  const edited = useEditedBoard(search.get('board'), boards)
  const loadError = error ?? boardsError
  if (!boards || !displaysData) {
    return (
      <p role="status" className="py-12 text-ink-muted">
        {loadError ? errorMessage(loadError) : text.loading}
      </p>
    )
  }
  const editedId = search.get('board')
  if (displaysData.mayChange && editedId !== null && (editedId === newBoardId || edited !== null)) {
    return (
      <>
        <BoardEditor key={editedId} board={edited} onSave={markSaved} />
        <SavedStatus isShown={false} />
      </>
    )
  }
  return (
    <>
      <div className="displays">
        {loadError !== null && (
          <p role="status" className="text-busy-ink">
            {text.outdatedNotice(errorMessage(loadError))}
          </p>
        )}
        <GatewayAccountNotice account={displaysData.account} />
        {!displaysData.mayChange && displaysData.account === 'ready' && (
          <p role="status" className="displays-note">
            {text.managersOnlyNotice}
          </p>
        )}
        <DisplayList {...{ displaysData, boards, topology }} />
        {displaysData.mayChange && (
          <PairForm boards={boards} initialCode={search.get('code') ?? ''} />
        )}
        <BoardList boards={boards} displaysData={displaysData} />
        {displaysData.mayChange && <ActivityList />}
      </div>
      <SavedStatus isShown={hasSaved} />
    </>
  )
}

/**
 * Returns the board with the given ID, or null. Keeps a board that another user deletes meanwhile, so that its editor
 * stays open and can save the changes as a new board.
 */
function useEditedBoard(id: string | null, boards: readonly Board[] | undefined): Board | null {
  const [opened, setOpened] = useState<Board | null>(null)
  const board = boards?.find((one) => one.id === id) ?? null
  if (board !== null && board.id !== opened?.id) setOpened(board)
  return board ?? (opened?.id === id ? opened : null)
}

/**
 * Confirms, at the bottom of the window, that a board has been saved. Stays mounted, so that screen readers announce
 * its text.
 */
function SavedStatus({ isShown }: { isShown: boolean }) {
  return (
    <p role="status" className="displays-saved">
      {isShown && boardSaved}
    </p>
  )
}

export function DisplayList({
  displaysData: { displays, version, pollSeconds, mayChange, unreadableCount, unreadableBoardIds },
  boards,
  topology,
}: {
  displaysData: DisplaysResponse
  boards: readonly Board[]
  /** Undefined until it has loaded. */
  topology: Topology | undefined
}) {
  const attention = useServerClock(
    useCallback(
      (now: number) => attentionLabel(displays, boards, now, pollSeconds),
      [displays, boards, pollSeconds],
    ),
  )
  const heading = useRef<HTMLHeadingElement>(null)
  return (
    <section aria-labelledby="displays">
      <div className="flex flex-wrap items-baseline gap-x-4 pb-2">
        <h2
          ref={heading}
          id="displays"
          tabIndex={-1}
          className="text-18 font-semibold outline-none"
        >
          {text.displaysHeading}
        </h2>
        <p role="status" className="font-medium text-busy-ink">
          {attention}
        </p>
      </div>
      {unreadableCount > 0 && (
        <p role="status" className="displays-note">
          {text.unreadableDisplays(unreadableCount)}
        </p>
      )}
      {displays.length === 0 ? (
        <p className="text-ink-muted">{text.noDisplays}</p>
      ) : (
        <ul className="grid gap-2">
          {displays.map((display) => (
            <DisplayRow
              key={display.id}
              {...{
                display,
                boards,
                unreadableBoardIds,
                mayChange,
                pollSeconds,
                heading,
                topology,
              }}
              servedVersion={version}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

/** Long enough to read a short confirmation, in milliseconds. */
const shownMs = 10_000

/** Returns whether something happened in the past ten seconds, and a function to call when it happens. */
function useBriefly(): [isRecent: boolean, mark: () => void] {
  const [count, setCount] = useState(0)
  const [endedCount, setEndedCount] = useState(0)
  useEffect(() => {
    const timer = setTimeout(() => setEndedCount(count), shownMs)
    return () => clearTimeout(timer)
  }, [count])
  return [count !== endedCount, useCallback(() => setCount((before) => before + 1), [])]
}
