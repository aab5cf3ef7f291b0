import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, navigate } from '#src/lib/navigation.tsx'
import { HttpError } from '#src/contract/errors.ts'
import { Button } from '#src/components/ui/button.tsx'
import { TextField } from '#src/components/ui/text-field.tsx'
import type { Board, BoardDraft } from '#src/contract/board.ts'
import { BoardPreview } from './board-preview.tsx'
import { draftOf, faultsOf, firstDraft } from './board-draft.ts'
import { HoursFields } from './hours-fields.tsx'
import { LooksFields, ScreenFields } from './appearance-fields.tsx'
import { problemWords } from './error-message.ts'
import { boardsQuery, refreshWalls, saveBoard } from '#src/data/boards/queries.ts'
import { RoomsFields, ShortNames } from './rooms-fields.tsx'

/** What every group of fields gets. `faults` are by the path of a field. */
export type DraftProps = {
  draft: BoardDraft
  faults: Readonly<Record<string, string>>
  onChange: (change: Partial<BoardDraft>) => void
}

/**
 * A board as staff make it, beside what it will look like.
 *
 * @param board the one that is changed; null for a new one
 */
export function BoardEditor({ board, path }: { board: Board | null; path: string }) {
  const client = useQueryClient()
  const [before, setBefore] = useState(board)
  const [draft, setDraft] = useState<BoardDraft>(board ? draftOf(board) : firstDraft)
  const [checked, setChecked] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [newer, setNewer] = useState(false)
  const faults = checked ? faultsOf(draft) : {}
  const change = (some: Partial<BoardDraft>) => setDraft((old) => ({ ...old, ...some }))

  async function save() {
    setChecked(true)
    if (Object.keys(faultsOf(draft)).length > 0) {
      setProblem('Some fields need another look.')
      return
    }
    try {
      await saveBoard(draft, before)
      await refreshWalls(client)
      navigate(path)
    } catch (error) {
      setProblem(problemWords(error))
      setNewer(before !== null && error instanceof HttpError && error.problem?.code === 'conflict')
    }
  }
  async function takeNewer() {
    await refreshWalls(client)
    const boards = client.getQueryData(boardsQuery().queryKey) ?? []
    const found = boards.find(({ id }) => id === before?.id) ?? null
    setNewer(false)
    setProblem(
      found === null
        ? 'It was deleted. Saving makes a new board of what stands here.'
        : 'What stands here is still yours. Saving puts it in the place of theirs.',
    )
    setBefore(found)
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
        <h2 className="text-22 font-semibold">{before ? `Edit ${before.name}` : 'New board'}</h2>
        <TextField
          label="Name"
          value={draft.name}
          error={faults['name'] ?? null}
          onChange={(event) => change({ name: event.target.value })}
        />
        <RoomsFields draft={draft} faults={faults} onChange={change} />
        <LooksFields draft={draft} faults={faults} onChange={change} />
        <ScreenFields draft={draft} faults={faults} onChange={change} />
        <HoursFields draft={draft} faults={faults} onChange={change} />
        <ShortNames draft={draft} faults={faults} onChange={change} />
        <div className="grid gap-3 border-t border-line pt-4">
          {problem !== null && (
            <p role="alert" className="text-over-ink">
              {problem}
            </p>
          )}
          <p className="flex flex-wrap items-center gap-3">
            <Button look="primary" type="submit">
              Save board
            </Button>
            {newer && <Button onClick={() => void takeNewer()}>Keep mine over theirs</Button>}
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
