import { paths } from '#src/lib/routes.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { navigate } from '#src/lib/navigation.tsx'
import * as v from 'valibot'
import type { Board } from '#src/contract/board.ts'
import { PairDisplayRequest, type PendingPairing } from '#src/contract/pairing.ts'
import { defaultDraft } from './board-draft.ts'
import { fieldErrorMessage, errorMessage } from './error-messages.ts'
import {
  lookUpPairingCode,
  pairDisplay,
  invalidateBoards,
  saveBoard,
} from '#src/data/boards/queries.ts'

export const newBoardOption = 'ready-made'

type PairingInput = { code: string; name: string; boardId: string }
const PairingInputSchema = v.omit(PairDisplayRequest, ['requestId'])

/**
 * Returns the state of the pairing form: the input, the request to confirm, and the error. The input stays until the
 * display is paired.
 */
export function usePairing(boards: readonly Board[], initialCode: string) {
  const client = useQueryClient()
  const codeField = useRef<HTMLInputElement>(null)
  const [storedInput, setStoredInput] = useState({ code: initialCode, name: '', boardId: '' })
  const typed = {
    ...storedInput,
    boardId: storedInput.boardId || (boards[0]?.id ?? newBoardOption),
  }
  const [problem, setProblem] = useState<{ at: 'code' | 'name'; words: string } | null>(null)
  const [request, setRequest] = useState<PendingPairing | null>(null)
  const [paired, setPaired] = useState<string | null>(null)
  const parsedInput = v.safeParse(PairingInputSchema, typed)

  /** Shows an error beside a field, and discards the request to confirm. */
  function rejectInput(at: 'code' | 'name', words: string) {
    setProblem({ at, words })
    setRequest(null)
  }
  function change(part: Partial<PairingInput>) {
    setStoredInput({ ...storedInput, ...part })
    if (part.code !== undefined) setRequest(null)
  }
  function cancel() {
    setRequest(null)
    codeField.current?.focus()
  }
  async function lookUp() {
    if (!parsedInput.success) {
      const [issue] = parsedInput.issues
      rejectInput(v.getDotPath(issue) === 'name' ? 'name' : 'code', fieldErrorMessage(issue))
      return
    }
    try {
      const found = await lookUpPairingCode(parsedInput.output.code)
      setPaired(null)
      setProblem(null)
      setRequest(found)
    } catch (error) {
      rejectInput('code', errorMessage(error))
    }
  }
  async function pair() {
    if (request === null) return
    if (!parsedInput.success) {
      await lookUp()
      return
    }
    try {
      const { name, boardId: chosen } = parsedInput.output
      const boardId = chosen === newBoardOption ? (await saveBoard(defaultDraft, null)).id : chosen
      const display = await pairDisplay({
        code: request.code,
        requestId: request.id,
        name,
        boardId,
      })
      setPaired(display.name)
      setProblem(null)
      setRequest(null)
      setStoredInput({ ...storedInput, code: '', name: '' })
      if (initialCode !== '') navigate(paths.displays, { replace: true })
    } catch (error) {
      rejectInput('code', errorMessage(error))
    }
    codeField.current?.focus()
    await invalidateBoards(client)
  }
  return { typed, change, problem, request, paired, codeField, lookUp, pair, cancel }
}
