import type { DocumentName } from '#src/topology/contract.ts'
import { ButlrFailure } from './butlr-failure.ts'
import type { Butlr } from './butlr.ts'
import { accountOf, type Session } from './session.ts'
import { documents, sensorsAlone } from './documents.ts'
import { topologyAnswer, type TopologyAnswer } from './topology-answer.ts'

/** Asks Butlr for one document. Throws `ButlrFailure`. */
export type LoadTopology = (
  document: DocumentName,
  session: Session,
  signal: AbortSignal,
) => Promise<TopologyAnswer>

/**
 * Asks Butlr for a document as the page gets it. Where the query for sensors and hives is refused as a whole, the
 * sensors are asked for alone: occupancy needs them, and can do without hives and batteries.
 */
export function createLoadTopology(butlr: Butlr): LoadTopology {
  const path = '/api/v3/graphql'
  return async function loadTopology(document, session, signal) {
    const { token } = session
    const account = accountOf(session)
    const ask = async (query: string) =>
      topologyAnswer(document, await butlr({ path, body: { query }, token, account, signal }))
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
