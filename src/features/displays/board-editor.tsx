import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, navigate } from '#src/lib/navigation.tsx'
import { HttpError } from '#src/contract/errors.ts'
import { Button } from '#src/components/ui/button.tsx'
import { TextField } from '#src/components/ui/text-field.tsx'
import type { Board, BoardDraft } from '#src/contract/board.ts'
import { BoardPreview } from './board-preview.tsx'
import { toDraft, validateDraft, defaultDraft } from './board-draft.ts'
import { HoursFields } from './hours-fields.tsx'
import { AppearanceFields, ScreenFields } from './appearance-fields.tsx'
import { errorMessage } from './error-message.ts'
import { boardsQuery, invalidateBoards, saveBoard } from '#src/data/boards/queries.ts'
import { RoomsFields, ShortNameFields } from './rooms-fields.tsx'

/** What every group of fields gets. `faults` are by the path of a field. */
export type DraftFieldsProps = {
  draft: BoardDraft
  fieldErrors: Readonly<Record<string, string>>
  onChange: (change: Partial<BoardDraft>) => void
}

/**
 * A board as staff make it, beside what it will look like.
 *
 * @param board the one that is changed; null for a new one
 */
export function BoardEditor({ board, path }: { board: Board | null; path: string }) {
  const client = useQueryClient()
  const [savedBoard, setSavedBoard] = useState(board)
  const [draft, setDraft] = useState<BoardDraft>(board ? toDraft(board) : defaultDraft)
  const [showsErrors, setShowsErrors] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [hasConflict, setHasConflict] = useState(false)
  const fieldErrors = showsErrors ? validateDraft(draft) : {}
  const updateDraft = (some: Partial<BoardDraft>) => setDraft((old) => ({ ...old, ...some }))

  async function save() {
    setShowsErrors(true)
    if (Object.keys(validateDraft(draft)).length > 0) {
      setProblem('Some fields need another look.')
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
    setProblem(
      found === null
        ? 'It was deleted. Saving makes a new board of what stands here.'
        : 'What stands here is still yours. Saving puts it in the place of theirs.',
    )
    setSavedBoard(found)
  }

  return (
    <form
      noValidate
      className="displays-editor"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div className="grid content-start gap-6">
        <h2 className="text-22 font-semibold">
          {savedBoard ? `Edit ${savedBoard.name}` : 'New board'}
        </h2>
        <TextField
          label="Name"
          value={draft.name}
          error={fieldErrors['name'] ?? null}
          maxLength={80}
          onChange={(event) => updateDraft({ name: event.target.value })}
        />
        <RoomsFields draft={draft} fieldErrors={fieldErrors} onChange={updateDraft} />
        <AppearanceFields draft={draft} fieldErrors={fieldErrors} onChange={updateDraft} />
        <ScreenFields draft={draft} fieldErrors={fieldErrors} onChange={updateDraft} />
        <HoursFields draft={draft} fieldErrors={fieldErrors} onChange={updateDraft} />
        <ShortNameFields draft={draft} fieldErrors={fieldErrors} onChange={updateDraft} />
        <div className="grid gap-3 border-t border-line pt-4">
          {problem !== null && (
            <p role="alert" className="text-over-ink">
              {problem}
            </p>
          )}
          <p className="flex flex-wrap items-center gap-3">
            <Button variant="primary" type="submit">
              Save board
            </Button>
            {hasConflict && (
              <Button onClick={() => void keepMyChanges()}>Keep mine over theirs</Button>
            )}
            <Link href={path} className="px-2 font-medium text-ink-muted hover:text-ink">
              Cancel
            </Link>
          </p>
        </div>
      </div>
      <BoardPreview draft={draft} />
    </form>
  )
}
