import type { DocumentName } from '#src/contract/topology.ts'
import { ButlrFailure } from '#server/gateway/butlr/butlr-failure.ts'
import type { Butlr } from '#server/gateway/butlr/butlr.ts'
import { accountOf, type Session } from '#server/gateway/auth/session.ts'
import { documents, sensorsAlone } from './documents.ts'
import { answerBytes } from '#server/gateway/butlr/report-size.ts'
import { textOf, type AnswerReader } from '#server/gateway/butlr/answer-reader.ts'
import type { Kept } from './topology-accounts.ts'

/** Asks Butlr for one document. Throws `ButlrFailure`. */
export type LoadTopology = (
  document: DocumentName,
  session: Session,
  signal: AbortSignal,
) => Promise<Kept>

/**
 * Asks Butlr for a document as the page gets it. Where the query for sensors and hives is refused as a whole, the
 * sensors are asked for alone: occupancy needs them, and can do without hives and batteries.
 *
 * @param now epoch milliseconds
 */
export function createLoadTopology(
  butlr: Butlr,
  read: AnswerReader,
  now: () => number,
): LoadTopology {
  const path = '/api/v3/graphql'
  return async function loadTopology(document, session, signal) {
    const { token } = session
    const account = accountOf(session)
    const ask = async (query: string): Promise<Kept> => {
      let at = now()
      const reader = read(() => ({ kind: 'topology', document, asOf: (at = now()) }))
      const body = { query }
      const maxBytes = answerBytes.history
      const answer = await butlr({ path, body, token, account, signal, read: reader, maxBytes })
      return { json: textOf(answer), at, complete: answer.complete }
    }
    try {
      return await ask(documents[document])
    } catch (error) {
      if (document !== 'sensors' || !isQueryRefused(error)) throw error
      return ask(sensorsAlone)
    }
  }
}

/** Errors without data (which come with 200), or the 400 that GraphQL servers give for a query they do not like. */
function isQueryRefused(error: unknown): boolean {
  if (!(error instanceof ButlrFailure) || error.reason !== 'status') return false
  return error.status === 200 || error.status === 400
}
