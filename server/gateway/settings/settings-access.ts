import type { SettingPath } from '#src/contract/settings.ts'
import type { AccountScopes } from '#server/gateway/access/account-scopes.ts'
import { isListed, type AccountList } from '#server/gateway/access/account-list.ts'
import { accountName, type Session } from '#server/gateway/auth/session.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type {
  VisibleIdsLookup,
  VisiblePlaceIds,
} from '#server/gateway/overrides/overrides-routes.ts'

/** What one person may do with settings (decision 0046). */
export type SettingsPerson = {
  account: string
  /** Why the person may not change settings; null if they may. */
  refusal: GatewayError | null
  /** Why they may not change the values that apply to all sites; null if they may. */
  generalRefusal: GatewayError | null
  /** The places that the person sees. */
  ids: VisiblePlaceIds
  /** Returns whether the person sees who set a value: the values of places that they see, and those for all sites. */
  sees: (path: SettingPath) => boolean
}

type SettingsAccessDeps = {
  accountScopes: AccountScopes
  visibleIds: VisibleIdsLookup
  /** Whether a gateway account is configured. */
  hasGatewayAccount: boolean
  /** Returns the IDs of all sites that the gateway account sees; null if they are unknown. */
  gatewaySites: () => Promise<ReadonlySet<string> | null>
  /** Accounts that may change settings; undefined means all accounts. */
  managers: AccountList | undefined
}

const maxAccountLength = 100

/**
 * Returns a function that determines what a person may do with settings. Only accounts that share a site with the
 * gateway account may change the values for all sites; without a gateway account, every account may. The function
 * throws `ButlrError`, and `GatewayError` (`busy`).
 */
export function createSettingsAccess({
  accountScopes,
  visibleIds,
  hasGatewayAccount,
  gatewaySites,
  managers,
}: SettingsAccessDeps) {
  return async function findPerson(
    session: Session,
    signal: AbortSignal,
    purpose: 'read' | 'change',
  ): Promise<SettingsPerson> {
    const refusal = isListed(managers, session) ? null : notManagerError()
    if (purpose === 'change') {
      if (refusal !== null) throw refusal
      await loadFreshScope(session, signal)
    }
    const ids = await visibleIds(session, signal)
    const general = hasGatewayAccount ? await checkGeneral(ids.sites) : null
    return {
      account: accountName(session).slice(0, maxAccountLength),
      refusal,
      generalRefusal: refusal ?? general,
      ids,
      sees: ({ section, id }) =>
        section === 'general' || section === 'rightSize'
          ? general === null
          : id !== null && ids[section].has(id),
    }
  }

  /** Makes `visibleIds` use a topology that is at most a minute old, if Butlr responds in time. */
  async function loadFreshScope(session: Session, signal: AbortSignal): Promise<void> {
    try {
      await accountScopes.fresh(session, signal)
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error
    }
  }

  async function checkGeneral(sites: ReadonlySet<string>): Promise<GatewayError | null> {
    const known = await gatewaySites()
    if (known === null) return new GatewayError('access_unknown')
    return [...sites].some((id) => known.has(id)) ? null : otherSitesError()
  }
}

function notManagerError(): GatewayError {
  return new GatewayError('not_allowed', {
    message: 'Only managers can change settings. Ask your administrator for access.',
  })
}

function otherSitesError(): GatewayError {
  return new GatewayError('not_allowed', {
    message: 'Your Butlr account doesn’t have access to the sites to which these settings apply.',
  })
}
