import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { navigate } from '#src/lib/address.ts'
import * as v from 'valibot'
import { Button } from '#src/ui/button.tsx'
import { SelectField } from '#src/ui/select-field.tsx'
import { TextField } from '#src/ui/text-field.tsx'
import type { Board } from '#src/wall-display/board-contract.ts'
import { PairDisplay } from '#src/wall-display/display-contract.ts'
import { firstDraft } from './draft.ts'
import { problemWords } from './problem-words.ts'
import { pairDisplay, refreshWalls, saveBoard } from './queries.ts'

/** The choice of a board that does not exist yet. */
const readyMade = 'ready-made'

/** Pairs a screen by the code that it shows. Where there is no board yet, one is made with it. */
export function PairForm({
  boards,
  offered,
  path,
}: {
  boards: readonly Board[]
  /** The code that a screen's QR code brought; empty without one. */
  offered: string
  path: string
}) {
  const { code, setCode, name, setName, boardId, setChosen, problem, paired, pair } = usePairing(
    boards,
    offered,
    path,
  )
  return (
    <section aria-labelledby="pair">
      <h2 id="pair" className="pb-2 text-18 font-semibold">
        Pair a screen
      </h2>
      <p className="pb-3 text-ink-muted">
        Open <b className="font-semibold text-ink">/display</b> of this address on the screen: it
        shows a code of six characters.
      </p>
      <form
        noValidate
        className="displays-pair"
        onSubmit={(event) => {
          event.preventDefault()
          void pair()
        }}
      >
        <TextField
          label="Code"
          value={code}
          error={problem?.at === 'code' ? problem.words : null}
          placeholder="ABC 234"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onChange={(event) => setCode(event.target.value)}
        />
        <TextField
          label="Name of the display"
          value={name}
          error={problem?.at === 'name' ? problem.words : null}
          placeholder="Lobby, left of the lifts"
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField
          label="Board"
          value={boardId}
          options={[
            ...boards.map((board) => [board.id, board.name] as const),
            ...(boards.length === 0 ? [[readyMade, 'Every room, big cards (new)'] as const] : []),
          ]}
          onChange={setChosen}
        />
        <Button look="primary" type="submit" className="displays-go">
          Pair
        </Button>
      </form>
      <p role="status" className="pt-2 text-ink-muted">
        {paired !== null && `${paired} is paired: the screen shows its board in a moment.`}
      </p>
    </section>
  )
}

/** What is typed, and what became of it: it stays until the screen is paired. */
function usePairing(boards: readonly Board[], offered: string, path: string) {
  const client = useQueryClient()
  const [code, setCode] = useState(offered)
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const boardId = chosen ?? boards[0]?.id ?? readyMade
  const [problem, setProblem] = useState<{ at: 'code' | 'name'; words: string } | null>(null)
  const [paired, setPaired] = useState<string | null>(null)

  async function pair() {
    const wish = v.safeParse(PairDisplay, { code, name, boardId })
    if (!wish.success) {
      const [issue] = wish.issues
      setProblem({ at: v.getDotPath(issue) === 'name' ? 'name' : 'code', words: issue.message })
      return
    }
    try {
      const board = boardId === readyMade ? await saveBoard(firstDraft, null) : { id: boardId }
      const display = await pairDisplay({ ...wish.output, boardId: board.id })
      setPaired(display.name)
      setProblem(null)
      setCode('')
      setName('')
      if (offered !== '') navigate(path, { replace: true })
    } catch (error) {
      setProblem({ at: 'code', words: problemWords(error) })
    }
    await refreshWalls(client)
  }
  return { code, setCode, name, setName, boardId, setChosen, problem, paired, pair }
}
