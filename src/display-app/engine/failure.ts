import { ContractError, HttpError, NetworkError, TimeoutError } from '#src/contract/errors.ts'
import type { ProblemCode } from '#src/contract/problem.ts'

/** Whether the gateway says that this screen is not paired: the only thing that ends a pairing. */
export function isNotPaired(error: unknown): boolean {
  return error instanceof HttpError && error.problem?.code === 'not_paired'
}

/** Why the gateway suspends this display, in a sentence; null where it does not. */
export function suspensionOf(error: unknown): string | null {
  if (!(error instanceof HttpError) || error.problem?.code !== 'display_suspended') return null
  return error.problem.message
}

/** Whether an answer came at all, whatever it said. */
export function wasAnswered(error: unknown): boolean {
  return error instanceof HttpError || error instanceof ContractError
}

/** What the gateway refuses because this page asks in a way that it does not take (any more). */
const misunderstandings: readonly ProblemCode[] = [
  'invalid_request',
  'signed_out',
  'cross_site',
  'not_found',
]

/**
 * Whether a new page may do better than this one: it and the gateway do not understand each other. Where the gateway,
 * the network or Butlr are at fault a reload would only risk the board that still stands.
 */
export function reloadMayHelp(error: unknown): boolean {
  if (error instanceof ContractError) return true
  const code = error instanceof HttpError ? error.problem?.code : undefined
  if (code !== undefined) return misunderstandings.includes(code)
  return !(error instanceof HttpError || isAway(error))
}

/** What is wrong, in a sentence for whoever stands before the screen. */
export function failureInWords(error: unknown): string {
  if (isAway(error)) return 'Headroom’s server cannot be reached.'
  if (error instanceof HttpError && error.problem) return error.problem.message
  return 'Headroom’s server answered something that this page does not understand.'
}

function isAway(error: unknown): boolean {
  return error instanceof NetworkError || error instanceof TimeoutError
}
