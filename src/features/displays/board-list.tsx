import { paths } from '#src/lib/routes.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useId, useRef, useState, type RefObject } from 'react'
import * as text from '#messages/boards.ts'
import { cancelButton } from '#messages/displays.tsx'
import { Link } from '#src/lib/navigation.tsx'
import { Button } from '#src/components/ui/button.tsx'
import { truncateText } from '#src/contract/butlr-values.ts'
import { maxVisibleNameLength, type Board, type BoardDraft } from '#src/contract/board.ts'
import type { DisplaysResponse } from '#src/contract/display.ts'
import { toDraft, describeLayout } from './board-draft.ts'
import { errorMessage } from './error-messages.ts'
import { useConfirmation } from '#src/components/ui/use-confirmation.ts'
import { useFocusOnRemoval } from '#src/components/ui/use-focus-on-removal.ts'
import { invalidateBoards, deleteBoard, saveBoard, saveLogo } from '#src/data/boards/queries.ts'

export function BoardList({
  boards,
  displaysData: { displays, mayChange, unreadableBoardIds },
}: {
  boards: readonly Board[]
  displaysData: Pick<DisplaysResponse, 'displays' | 'mayChange' | 'unreadableBoardIds'>
}) {
  const client = useQueryClient()
  const [problem, setProblem] = useState<{ id: string; words: string } | null>(null)
  async function runChange(id: string, action: () => Promise<unknown>) {
    try {
      await action()
      setProblem(null)
    } catch (error) {
      setProblem({ id, words: errorMessage(error) })
    }
    await invalidateBoards(client)
  }
  const heading = useRef<HTMLHeadingElement>(null)
  return (
    <section aria-labelledby="boards">
      <div className="flex items-center justify-between pb-2">
        <h2 ref={heading} id="boards" tabIndex={-1} className="text-18 font-semibold outline-none">
          {text.boardsHeading}
        </h2>
        {mayChange && (
          <Link href={`${paths.displays}?board=new`} className="displays-new">
            {text.newBoard}
          </Link>
        )}
      </div>
      {unreadableBoardIds.length > 0 && (
        <p role="status" className="displays-note">
          {text.unreadableBoards(unreadableBoardIds.length)}
        </p>
      )}
      {boards.length === 0 && <p className="text-ink-muted">{text.noBoards}</p>}
      <ul className="grid gap-2">
        {boards.map((board) => {
          const shownBy = displays.filter(({ boardId }) => boardId === board.id)
          return (
            <BoardRow
              key={board.id}
              board={board}
              displayNames={shownBy.map(({ name }) => name)}
              mayChange={mayChange}
              heading={heading}
              problem={problem?.id === board.id ? problem.words : null}
              change={(how) => void runChange(board.id, how)}
            />
          )
        })}
      </ul>
    </section>
  )
}

function toDuplicate(board: Board): BoardDraft {
  const name = truncateText(text.duplicateName(board.name), maxVisibleNameLength)
  return { ...toDraft(board), name }
}

async function duplicate(board: Board): Promise<void> {
  const { id } = await saveBoard(toDuplicate(board), null)
  if (board.logo !== null) await saveLogo(id, { from: board.id })
}

function BoardRow({
  board,
  displayNames,
  mayChange,
  heading,
  problem,
  change,
}: {
  board: Board
  /** Names of the displays that show the board. */
  displayNames: readonly string[]
  mayChange: boolean
  /** The heading of the list, which receives the focus when the board is deleted. */
  heading: RefObject<HTMLElement | null>
  problem: string | null
  change: (how: () => Promise<unknown>) => void
}) {
  const { isConfirming, button: deleteButton, ask, cancel } = useConfirmation()
  const editHref = `${paths.displays}?board=${encodeURIComponent(board.id)}`
  const row = useFocusOnRemoval(heading)
  const isInUse = displayNames.length > 0
  const [showsReason, setShowsReason] = useState(false)
  return (
    <li ref={row} aria-label={board.name} className="displays-board">
      <p className="min-w-0">
        <span dir="auto" className="block text-left text-15 font-semibold wrap-break-word">
          {board.name}
        </span>
        <span className="text-ink-muted">{describeLayout(board)}</span>
      </p>
      <p className="min-w-0 text-ink-muted">
        {problem !== null ? (
          <span role="alert" className="text-over-ink">
            {problem}
          </span>
        ) : displayNames.length === 0 ? (
          text.boardNotInUse
        ) : (
          <span role="status">
            {showsReason ? text.boardInUse(displayNames) : text.boardShownOn(displayNames)}
          </span>
        )}
      </p>
      {mayChange && (
        <p className="flex flex-wrap gap-2">
          <Link
            href={editHref}
            aria-label={text.editBoardHeading(board.name)}
            className="inline-flex h-8 items-center rounded-control px-2 font-medium text-ink-muted hover:bg-selected hover:text-ink"
          >
            {text.editButton}
          </Link>
          <Button
            variant="quiet"
            aria-label={text.duplicateBoard(board.name)}
            onClick={() => change(() => duplicate(board))}
          >
            {text.duplicateButton}
          </Button>
          <DeleteButton
            ref={deleteButton}
            {...{ board, displayNames, isConfirming }}
            onClick={isInUse ? () => setShowsReason(true) : ask}
          />
        </p>
      )}
      {mayChange && isConfirming && !isInUse && (
        <DeleteConfirmation
          boardName={board.name}
          onConfirm={() => change(() => deleteBoard(board.id))}
          onCancel={cancel}
        />
      )}
    </li>
  )
}

/** Disabled while displays show the board; its description then says what to do. */
function DeleteButton({
  ref,
  board: { name },
  displayNames,
  isConfirming,
  onClick,
}: {
  ref: RefObject<HTMLButtonElement | null>
  board: Board
  displayNames: readonly string[]
  isConfirming: boolean
  onClick: () => void
}) {
  const reasonId = useId()
  const isInUse = displayNames.length > 0
  return (
    <>
      <Button
        variant="danger"
        ref={ref}
        aria-label={text.deleteBoard(name)}
        aria-expanded={isInUse ? undefined : isConfirming}
        aria-disabled={isInUse}
        aria-describedby={isInUse ? reasonId : undefined}
        onClick={onClick}
      >
        {text.deleteButton}
      </Button>
      {isInUse && (
        <span id={reasonId} hidden>
          {text.boardInUse(displayNames)}
        </span>
      )}
    </>
  )
}

/** Placed away from the delete button, so that a double click does not confirm the deletion. */
function DeleteConfirmation({
  boardName,
  onConfirm,
  onCancel,
}: {
  boardName: string
  onConfirm: () => void
  onCancel: () => void
}) {
  return (
    <p className="displays-delete">
      <Button variant="danger" aria-label={text.confirmDeleteBoard(boardName)} onClick={onConfirm}>
        {text.confirmDeleteButton}
      </Button>
      <Button variant="quiet" onClick={onCancel}>
        {cancelButton}
      </Button>
    </p>
  )
}
