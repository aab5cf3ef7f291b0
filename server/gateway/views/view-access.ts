import { unescapeId } from '#src/contract/id-codec.ts'
import { isListed, type AccountList } from '#server/gateway/access/account-list.ts'
import type { AccessScope } from '#server/gateway/access/access-scope.ts'
import type { AccountScopes } from '#server/gateway/access/account-scopes.ts'
import { accountName, type Session } from '#server/gateway/auth/session.ts'
import {
  upstreamDifference,
  type CurrentUpstream,
  type Upstream,
} from '#server/gateway/auth/upstream.ts'
import { hashSite } from '#server/gateway/displays/display-record.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { accountKey, formerAccountKey } from '#server/gateway/topology/account-cache.ts'
import { viewOwner, type StoredView, type ViewsRecord } from './view-records.ts'

/** What one person may do with saved views (decision 0034). */
export type ViewsPerson = {
  /** The key of the person's own record. */
  owner: string
  /** The key that an earlier version used for this spelling of the account's name; null if it equals `owner`. */
  formerOwner: string | null
  upstream: Upstream
  /** The account's name, shown to everyone who sees its shared views. */
  account: string
  isManager: boolean
  /** Hashes of the sites that the account sees; empty while `sharingError` is set. */
  sites: readonly string[]
  /** Why the person can neither share views nor see the shared views of others; null if they can. */
  sharingError: GatewayError | null
  /** Returns whether the person sees a view in the record of another account. */
  seesShared: (record: ViewsRecord, view: StoredView) => boolean
}

type ViewAccessDeps = {
  accountScopes: AccountScopes
  upstream: CurrentUpstream
  /** Accounts that may change the shared views of others; undefined means everyone who sees them. */
  managers: AccountList | undefined
}

/** Maximum number of an account's sites in its record; if it has more, fewer accounts see its shared views. */
const maxSites = 500

/**
 * Returns a function that determines what a person may do with saved views. The function throws `ButlrError` if Butlr
 * rejects the session (401).
 */
export function createViewAccess({ accountScopes, upstream, managers }: ViewAccessDeps) {
  return async function findPerson(
    session: Session,
    signal: AbortSignal,
    purpose: 'read' | 'change',
  ): Promise<ViewsPerson> {
    const getScope = purpose === 'read' ? accountScopes.get : accountScopes.fresh
    const current = upstream.current()
    const found = await readScope(() => getScope(session, signal))
    const owner = viewOwner(accountKey(session), current)
    const formerOwner = viewOwner(formerAccountKey(session), current)
    const person = {
      owner,
      formerOwner: formerOwner === owner ? null : formerOwner,
      upstream: current,
      account: accountName(session),
      isManager: isListed(managers, session),
    }
    if (found instanceof GatewayError) {
      return { ...person, sites: [], sharingError: found, seesShared: () => false }
    }
    const hashes = new Set([...found.sites].map(hashSite))
    return {
      ...person,
      sites: [...hashes].toSorted().slice(0, maxSites),
      sharingError: hashes.size === 0 ? noSiteError() : null,
      seesShared: (record, { visibility, query }) =>
        visibility === 'shared' &&
        upstreamDifference(record.upstream, current) === null &&
        record.sites.some((site) => hashes.has(site)) &&
        seesPlacesOf(query, found),
    }
  }
}

/** Returns whether an account sees the location and all tags that a query selects. */
function seesPlacesOf(query: string, { sites, buildings, floors, tags }: AccessScope): boolean {
  const search = new URLSearchParams(query)
  const isVisible = (id: string) => sites.has(id) || buildings.has(id) || floors.has(id)
  return (
    search.getAll('place').map(unescapeId).every(isVisible) &&
    search
      .getAll('tag')
      .map(unescapeId)
      .every((id) => tags.has(id))
  )
}

async function readScope(get: () => Promise<AccessScope>): Promise<AccessScope | GatewayError> {
  try {
    return await get()
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    return error.code === 'forbidden' ? noSiteError() : error
  }
}

function noSiteError(): GatewayError {
  return new GatewayError('not_allowed', {
    message:
      'Your Butlr account doesn’t have access to building details, so you can’t share views.',
  })
}
