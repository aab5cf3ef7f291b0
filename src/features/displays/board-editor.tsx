import { paths } from '#src/lib/routes.ts'
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import * as text from '#messages/boards.ts'
import { cancelButton, nameField } from '#messages/displays.tsx'
import { ClosePanelLink } from '#src/lib/close-panel-link.tsx'
import { boardEditorPanel, closePanel, editedBoardId, newBoardId } from '#src/lib/panel-history.ts'
import { leaveWithoutAsking } from '#src/lib/unsaved-changes.ts'
import { Button } from '#src/components/ui/button.tsx'
import { UnsavedChanges } from '#src/components/ui/unsaved-changes.tsx'
import { useRestoreFocus } from '#src/components/ui/use-panel.ts'
import { TextField } from '#src/components/ui/text-field.tsx'
import { maxVisibleNameLength, type Board, type BoardDraft } from '#src/contract/board.ts'
import { BoardPreview } from './board-preview.tsx'
import { toDraft, defaultDraft, validateDraft } from './board-draft.ts'
import { HoursFields } from './hours-fields.tsx'
import { AppearanceFields, ScreenFields } from './appearance-fields.tsx'
import { LogoField, useReleasedLogo, type LogoDraft } from './logo-field.tsx'
import { OptionFields } from './option-fields.tsx'
import { DisplaysForm } from './displays-form.tsx'
import { RemoteField } from './remote-field.tsx'
import { RoomsFields, ShortNameFields } from './rooms-fields.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { HttpError } from '#src/contract/errors.ts'
import {
  boardsQuery,
  invalidateBoards,
  logoUrlOf,
  saveBoard,
  saveLogo,
} from '#src/data/boards/queries.ts'
import { errorMessage } from './error-messages.ts'

/**
 * @param board the board to edit; null for a new one
 * @param onSave called after the board is saved
 */
export function BoardEditor({ board, onSave }: { board: Board | null; onSave: () => void }) {
  const [draft, setDraft] = useState<BoardDraft>(board ? toDraft(board) : defaultDraft)
  const [logo, setLogo] = useState<LogoDraft>({ kind: 'stored' })
  const { savedBoard, fieldErrors, problem, hasConflict, save, keepMyChanges } = useSaveBoard(
    draft,
    logo,
    board,
    onSave,
  )
  const isChanged =
    logo.kind !== 'stored' ||
    JSON.stringify(draft) !== JSON.stringify(savedBoard ? toDraft(savedBoard) : defaultDraft)
  const isOpenAt = (href: string) => editedBoardId(href) === (board?.id ?? newBoardId)
  useReleasedLogo(logo)
  useRestoreFocus(() => undefined)
  const heading = useRef<HTMLHeadingElement>(null)
  // The editor replaces the list, and with it the link that had the focus.
  useEffect(() => heading.current?.focus(), [])
  const updateDraft = (some: Partial<BoardDraft>) => setDraft((old) => ({ ...old, ...some }))

  return (
    <DisplaysForm className="displays-editor" onSubmit={save}>
      <UnsavedChanges isChanged={isChanged} staysOpen={isOpenAt} />
      <div className="displays-fields grid content-start gap-6">
        <h2 ref={heading} tabIndex={-1} className="text-22 font-semibold outline-none">
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
        <LogoField logo={logo} hasStored={(savedBoard?.logo ?? null) !== null} onChange={setLogo} />
        <OptionFields draft={draft} fieldErrors={fieldErrors} onChange={updateDraft} />
        <ScreenFields draft={draft} fieldErrors={fieldErrors} onChange={updateDraft} />
        <HoursFields draft={draft} fieldErrors={fieldErrors} onChange={updateDraft} />
        <RemoteField draft={draft} onChange={updateDraft} />
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
              <Button onClick={() => void keepMyChanges()}>{text.keepMineButton}</Button>
            )}
            <ClosePanelLink
              panel={boardEditorPanel}
              href={paths.displays}
              className="px-2 font-medium text-ink-muted hover:text-ink"
            >
              {cancelButton}
            </ClosePanelLink>
          </p>
        </div>
      </div>
      <BoardPreview draft={draft} logoUrl={previewLogoUrl(logo, savedBoard)} />
    </DisplaysForm>
  )
}

/** Saves the logo of a saved board. Returns the error message; null on success. */
async function saveLogoDraft(saved: Board, logo: LogoDraft): Promise<string | null> {
  try {
    if (logo.kind === 'file') await saveLogo(saved.id, { data: logo.data })
    if (logo.kind === 'none' && saved.logo !== null) await saveLogo(saved.id, null)
    return null
  } catch (error) {
    return text.logoNotSaved(errorMessage(error))
  }
}

/** Returns the URL of the logo in the preview; null if the board has no logo. */
function previewLogoUrl(logo: LogoDraft, board: Board | null): string | null {
  if (logo.kind === 'file') return logo.url
  return logo.kind === 'none' || board === null ? null : logoUrlOf(board)
}

/** How long the user must pause before an invalid field is marked, in milliseconds. */
const typingPauseMs = 1_000

type SaveBoardState = {
  /** The board that `save` replaces; null when it creates one. */
  savedBoard: Board | null
  /** Validation errors, keyed by field path. An error appears when the user pauses, and on `save`. */
  fieldErrors: Readonly<Record<string, string>>
  /**
   * Why the last `save` failed, or what the next `save` will do after `keepMyChanges`; null if there is nothing to
   * report.
   */
  problem: string | null
  /** Whether another user has changed or deleted the board. */
  hasConflict: boolean
  /** Saves the draft. If it is invalid, moves the focus to the first invalid field of the form. */
  save: (form: HTMLFormElement) => Promise<void>
  /** Loads the current version of the board, so that the next `save` replaces it. */
  keepMyChanges: () => Promise<void>
}

/**
 * Returns the state of saving a draft, and functions to save it. A successful `save` calls `onSave`.
 *
 * @param board the board to edit; null for a new one
 */
function useSaveBoard(
  draft: BoardDraft,
  logo: LogoDraft,
  board: Board | null,
  onSave: () => void,
): SaveBoardState {
  const client = useQueryClient()
  const [savedBoard, setSavedBoard] = useState(board)
  const [checkedDraft, setCheckedDraft] = useState(draft)
  const [problem, setProblem] = useState<string | null>(null)
  const [hasConflict, setHasConflict] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setCheckedDraft(draft), typingPauseMs)
    return () => clearTimeout(timer)
  }, [draft])
  const settled = validateDraft(checkedDraft)
  // An error disappears as soon as its field is valid.
  const fieldErrors = Object.fromEntries(
    Object.entries(validateDraft(draft)).filter(([path]) => path in settled),
  )
  const isFixed = Object.keys(fieldErrors).length === 0

  async function save(form: HTMLFormElement) {
    // The fields must be marked before the first one can be found.
    flushSync(() => setCheckedDraft(draft))
    if (Object.keys(validateDraft(draft)).length > 0) {
      setProblem(text.fieldErrorsNotice)
      form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
      return
    }
    try {
      const saved = await saveBoard(draft, savedBoard)
      // If the logo is refused, the editor stays open, and the next save changes this board instead of creating
      // another.
      setSavedBoard(saved)
      const logoError = await saveLogoDraft(saved, logo)
      await invalidateBoards(client)
      if (logoError !== null) return setProblem(logoError)
      onSave()
      leaveWithoutAsking(() => closePanel(boardEditorPanel, paths.displays))
    } catch (error) {
      setProblem(errorMessage(error))
      const code = error instanceof HttpError ? error.details?.code : undefined
      setHasConflict(savedBoard !== null && (code === 'conflict' || code === 'not_found'))
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

  return {
    savedBoard,
    fieldErrors,
    problem: problem === text.fieldErrorsNotice && isFixed ? null : problem,
    hasConflict,
    save,
    keepMyChanges,
  }
}
