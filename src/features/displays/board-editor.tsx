import { useState } from 'react'
import * as text from '#messages/boards.ts'
import { cancelButton, nameField } from '#messages/displays.tsx'
import { Link } from '#src/lib/navigation.tsx'
import { Button } from '#src/components/ui/button.tsx'
import { TextField } from '#src/components/ui/text-field.tsx'
import { maxVisibleNameLength, type Board, type BoardDraft } from '#src/contract/board.ts'
import { BoardPreview } from './board-preview.tsx'
import { toDraft, defaultDraft } from './board-draft.ts'
import { HoursFields } from './hours-fields.tsx'
import { AppearanceFields, ScreenFields } from './appearance-fields.tsx'
import { RoomsFields, ShortNameFields } from './rooms-fields.tsx'
import { useSaveBoard } from './use-save-board.ts'

/**
 * The form for a board, with a preview.
 *
 * @param board the board to edit; null for a new one
 */
export function BoardEditor({ board, path }: { board: Board | null; path: string }) {
  const [draft, setDraft] = useState<BoardDraft>(board ? toDraft(board) : defaultDraft)
  const { savedBoard, fieldErrors, problem, hasConflict, save, keepMyChanges } = useSaveBoard(
    draft,
    board,
    path,
  )
  const updateDraft = (some: Partial<BoardDraft>) => setDraft((old) => ({ ...old, ...some }))

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
          {savedBoard ? text.editBoardHeading(savedBoard.name) : text.newBoard}
        </h2>
        <TextField
          label={nameField}
          value={draft.name}
          error={fieldErrors['name'] ?? null}
          maxLength={maxVisibleNameLength}
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
              {text.saveBoardButton}
            </Button>
            {hasConflict && (
              <Button onClick={() => void keepMyChanges()}>{text.overwriteButton}</Button>
            )}
            <Link href={path} className="px-2 font-medium text-ink-muted hover:text-ink">
              {cancelButton}
            </Link>
          </p>
        </div>
      </div>
      <BoardPreview draft={draft} />
    </form>
  )
}
