import { accountOf, type Session } from './session.ts'
import { createHash } from 'node:crypto'
import type { Butlr } from '#server/gateway/butlr/butlr.ts'
import { ButlrFailure, failureOf } from '#server/gateway/butlr/butlr-failure.ts'
import { sessionCheckDocument } from '#server/gateway/topology/documents.ts'
import { readGraphql, requiredList } from '#server/gateway/topology/graphql-answer.ts'
import { unlessAborted } from '#server/gateway/http/unless-aborted.ts'

/** Asks Butlr whether it still takes a session's token. */
export type SessionCheck = {
  /**
   * Resolves when Butlr took the token within the last minute. Throws `ButlrFailure`: a refusal (401) ends the session,
   * any other failure leaves open whether the token holds.
   */
  check: (session: Session, signal: AbortSignal) => Promise<void>
  /** Forgets that Butlr took the token: the session has ended. */
  forget: (session: Session) => void
}

type Deps = {
  butlr: Butlr
  /** Epoch milliseconds. */
  now: () => number
  /** How long one call of Butlr may take, in milliseconds. */
  deadlineMs: number
}
type Checked = { takenAt: number | null; inFlight: Promise<void> | null }

const cachedMs = 60_000
const mostTokens = 1_000

/** Checks with one constant query: once a minute for each token, and once for all requests that wait for it. */
export function createSessionCheck({ butlr, now, deadlineMs }: Deps): SessionCheck {
  const tokens = new Map<string, Checked>()

  function checkedOf(token: string): Checked {
    const key = keyOf(token)
    const checked = tokens.get(key) ?? { takenAt: null, inFlight: null }
    tokens.delete(key)
    tokens.set(key, checked)
    const oldest = tokens.keys().next()
    if (tokens.size > mostTokens && !oldest.done) tokens.delete(oldest.value)
    return checked
  }

  async function ask(session: Session, checked: Checked): Promise<void> {
    // Its own deadline: several requests wait for this one call, and none of them may cancel it for the others.
    const signal = AbortSignal.timeout(deadlineMs)
    const askedAt = now()
    try {
      const body = { query: sessionCheckDocument }
      const { token } = session
      const account = accountOf(session)
      requireSites(await butlr({ path: '/api/v3/graphql', body, token, account, signal }))
      checked.takenAt = askedAt
    } catch (error) {
      checked.takenAt = null
      throw failureOf(error, signal)
    } finally {
      checked.inFlight = null
    }
  }

  return {
    async check(session, signal) {
      const checked = checkedOf(session.token)
      const age = checked.takenAt === null ? -1 : now() - checked.takenAt
      if (age >= 0 && age < cachedMs) return
      checked.inFlight ??= ask(session, checked)
      try {
        await unlessAborted(checked.inFlight, signal)
      } catch (error) {
        throw failureOf(error, signal)
      }
    },
    forget: ({ token }) => void tokens.delete(keyOf(token)),
  }
}

/** Passes an answer with sites, none at all included. Throws `ButlrFailure`. */
function requireSites(answer: unknown): void {
  const read = readGraphql(answer)
  try {
    requiredList(read, 'sites')
  } catch (error) {
    const isForbidden = read.errors.some(({ extensions }) => extensions?.code === 'FORBIDDEN')
    const isPlain = error instanceof ButlrFailure && error.status === 200
    throw isForbidden && isPlain ? new ButlrFailure('status', { status: 403 }) : error
  }
}

function keyOf(token: string): string {
  return createHash('sha256').update(token).digest('base64')
}
