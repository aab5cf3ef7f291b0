import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import * as text from '#messages/boards.ts'
import type { Board, BoardDraft } from '#src/contract/board.ts'
import { HttpError } from '#src/contract/errors.ts'
import { boardsQuery, invalidateBoards, saveBoard } from '#src/data/boards/queries.ts'
import { navigate } from '#src/lib/navigation.tsx'
import { validateDraft } from './board-draft.ts'
import { errorMessage } from './error-message.ts'

type SaveBoardState = {
  /** The board that `save` replaces; null when it creates one. */
  savedBoard: Board | null
  /** Validation errors, keyed by field path; empty until the first `save`. */
  fieldErrors: Readonly<Record<string, string>>
  /** Error message of the last failed `save`. */
  problem: string | null
  /** Whether another user has changed or deleted the board. */
  hasConflict: boolean
  save: () => Promise<void>
  /** Loads the current version of the board, so that the next `save` replaces it. */
  keepMyChanges: () => Promise<void>
}

/**
 * Saves the draft of a board, then navigates to `path`.
 *
 * @param board the board to edit; null for a new one
 */
export function useSaveBoard(draft: BoardDraft, board: Board | null, path: string): SaveBoardState {
  const client = useQueryClient()
  const [savedBoard, setSavedBoard] = useState(board)
  const [showsErrors, setShowsErrors] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [hasConflict, setHasConflict] = useState(false)
  const fieldErrors = showsErrors ? validateDraft(draft) : {}

  async function save() {
    setShowsErrors(true)
    if (Object.keys(validateDraft(draft)).length > 0) {
      setProblem(text.fieldErrorsNotice)
      return
    }
    try {
      await saveBoard(draft, savedBoard)
      await invalidateBoards(client)
      navigate(path)
    } catch (error) {
      setProblem(errorMessage(error))
      setHasConflict(
        savedBoard !== null && error instanceof HttpError && error.details?.code === 'conflict',
      )
    }
  }
  async function keepMyChanges() {
    await invalidateBoards(client)
    const boards = client.getQueryData(boardsQuery().queryKey) ?? []
    const found = boards.find(({ id }) => id === savedBoard?.id) ?? null
    setHasConflict(false)
    setProblem(found === null ? text.boardDeletedNotice : text.changesKeptNotice)
    setSavedBoard(found)
  }

  return { savedBoard, fieldErrors, problem, hasConflict, save, keepMyChanges }
}
