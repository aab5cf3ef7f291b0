import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { navigate } from '#src/lib/navigation.tsx'
import * as v from 'valibot'
import type { Board } from '#src/contract/board.ts'
import { PairDisplay, type PairingRequest } from '#src/contract/display.ts'
import { firstDraft } from './board-draft.ts'
import { problemWords } from './error-message.ts'
import { lookUpCode, pairDisplay, refreshWalls, saveBoard } from '#src/data/boards/queries.ts'

/** The choice of a board that does not exist yet. */
export const readyMade = 'ready-made'

type Typed = { code: string; name: string; boardId: string }
const Wish = v.omit(PairDisplay, ['requestId'])

/**
 * What is typed, which request for a code the person is asked to confirm, and what the gateway said. What is typed stays
 * until the screen is paired.
 */
export function usePairing(boards: readonly Board[], offered: string, path: string) {
  const client = useQueryClient()
  const codeField = useRef<HTMLInputElement>(null)
  const [kept, setKept] = useState({ code: offered, name: '', boardId: '' })
  const typed = { ...kept, boardId: kept.boardId || (boards[0]?.id ?? readyMade) }
  const [problem, setProblem] = useState<{ at: 'code' | 'name'; words: string } | null>(null)
  const [request, setRequest] = useState<PairingRequest | null>(null)
  const [paired, setPaired] = useState<string | null>(null)
  const wish = v.safeParse(Wish, typed)

  /** Shows what is wrong with what is typed. */
  function refuse(at: 'code' | 'name', words: string) {
    setProblem({ at, words })
    setRequest(null)
  }
  function change(part: Partial<Typed>) {
    setKept({ ...kept, ...part })
    if (part.code !== undefined) setRequest(null)
  }
  function cancel() {
    setRequest(null)
    codeField.current?.focus()
  }
  async function lookUp() {
    if (!wish.success) {
      const [issue] = wish.issues
      refuse(v.getDotPath(issue) === 'name' ? 'name' : 'code', issue.message)
      return
    }
    try {
      const found = await lookUpCode(wish.output.code)
      setPaired(null)
      setProblem(null)
      setRequest(found)
    } catch (error) {
      refuse('code', problemWords(error))
    }
  }
  async function pair() {
    if (request === null) return
    if (!wish.success) {
      await lookUp()
      return
    }
    try {
      const { name, boardId: chosen } = wish.output
      const boardId = chosen === readyMade ? (await saveBoard(firstDraft, null)).id : chosen
      const display = await pairDisplay({
        code: request.code,
        requestId: request.id,
        name,
        boardId,
      })
      setPaired(display.name)
      setProblem(null)
      setRequest(null)
      setKept({ ...kept, code: '', name: '' })
      if (offered !== '') navigate(path, { replace: true })
    } catch (error) {
      refuse('code', problemWords(error))
    }
    codeField.current?.focus()
    await refreshWalls(client)
  }
  return { typed, change, problem, request, paired, codeField, lookUp, pair, cancel }
}
