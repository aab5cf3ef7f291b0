import { accountOf } from './session.ts'
import * as v from 'valibot'
import { ButlrFailure } from '#server/gateway/butlr/butlr-failure.ts'
import type { Butlr } from '#server/gateway/butlr/butlr.ts'
import type { DisplayAccount } from '#server/gateway/displays/display-account.ts'
import { organisationDocument } from '#server/gateway/topology/documents.ts'
import { readGraphql, requiredList } from '#server/gateway/topology/graphql-answer.ts'
import { deadlineMs } from '#server/gateway/butlr/relay.ts'

const Site = v.object({ org_id: v.pipe(v.string(), v.trim(), v.nonEmpty()) })

/**
 * Finds the organisation of the gateway's own account; null where it sees sites of none or of several, or where Butlr
 * refuses the query. Throws `GatewayProblem` where Butlr fails, or there is no account.
 */
export function createOrganisationLookup(
  butlr: Butlr,
  account: DisplayAccount,
): () => Promise<string | null> {
  const body = { query: organisationDocument }
  return function findOrganisation() {
    return account.call(async (session, signal) => {
      const { token } = session
      try {
        return organisationOf(
          await butlr({
            path: '/api/v3/graphql',
            body,
            token,
            account: accountOf(session),
            signal,
          }),
        )
      } catch (error) {
        if (isQueryRefused(error)) return null
        throw error
      }
    }, AbortSignal.timeout(deadlineMs))
  }
}

function organisationOf(answer: unknown): string | null {
  const sites = requiredList(readGraphql(answer), 'sites')
  const parsed = (Array.isArray(sites) ? sites : []).map((site) => v.safeParse(Site, site))
  const ids = new Set(parsed.flatMap((site) => (site.success ? [site.output.org_id] : [])))
  const [id] = ids
  return ids.size === 1 && id !== undefined ? id : null
}

/** Errors without data (which come with 200), a query that the server does not like, or one that the account may not make. */
function isQueryRefused(error: unknown): boolean {
  return error instanceof ButlrFailure && [200, 400, 403].includes(error.status ?? 0)
}
