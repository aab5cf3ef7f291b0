import { type Context, Hono } from 'hono'
import {
  ImportSettingsRequest,
  SettingsUpdate,
  UndoRequest,
  type ImportSettingsResponse,
  type SettingsResponse,
} from '#src/contract/settings.ts'
import { mergeOverrides } from '#src/domain/settings/settings.ts'
import { createAccess } from '#server/gateway/access/access.ts'
import type { AccountList } from '#server/gateway/access/account-list.ts'
import type { AccountScopes } from '#server/gateway/access/account-scopes.ts'
import type { ServiceAccount } from '#server/gateway/auth/service-account.ts'
import type { Session } from '#server/gateway/auth/session.ts'
import {
  withSession,
  withSessionForChange,
  type WithSessionDeps,
} from '#server/gateway/auth/with-session.ts'
import { compressBody, sendCompressed } from '#server/gateway/http/compressed-body.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { readJsonBody } from '#server/gateway/http/json-body.ts'
import type { GatewayEnv, Log } from '#server/gateway/http/request-log.ts'
import {
  filterOverrides,
  type VisibleIdsLookup,
} from '#server/gateway/overrides/overrides-routes.ts'
import { parseOverrides } from '#server/gateway/overrides/parse-overrides.ts'
import { StoreError } from '#server/gateway/store/store.ts'
import type { TopologyCache } from '#server/gateway/topology/topology-cache.ts'
import { createSettingsAccess, type SettingsPerson } from './settings-access.ts'
import {
  applyChanges,
  findImportChanges,
  toSettingsResponse,
  undoChange,
} from './settings-changes.ts'
import type { SettingsRecord } from './settings-record.ts'
import type { Settings } from './settings.ts'

type SettingsRoutesDeps = WithSessionDeps & {
  settings: Settings
  visibleIds: VisibleIdsLookup
  accountScopes: AccountScopes
  account: ServiceAccount
  topology: TopologyCache
  managers?: AccountList | undefined
  /** Unix milliseconds. */
  now: () => number
  log: Pick<Log, 'error'>
}

/** Creates the routes for settings; see `src/contract/settings.ts` and decision 0046. */
export function createSettingsRoutes(parts: SettingsRoutesDeps): Hono<GatewayEnv> {
  const { settings, now } = parts
  const { gatewaySites } = createAccess({ ...parts, managers: parts.managers })
  const findPerson = createSettingsAccess({
    ...parts,
    managers: parts.managers,
    hasGatewayAccount: parts.account.key !== null,
    gatewaySites,
  })

  /**
   * Changes the settings, logs the change and returns the settings after it. Reads the body only for an account that
   * is signed in, because a large body takes time.
   */
  async function change(
    c: Context<GatewayEnv>,
    event: 'settings.changed' | 'settings.undone',
    readChange: () => Promise<(record: SettingsRecord, person: SettingsPerson) => SettingsRecord>,
  ) {
    const answer = await withSessionForChange(c, parts, async (session, signal) => {
      const person = await findPerson(session, signal, 'change')
      const apply = await readChange()
      let before: SettingsRecord | null = null
      const stored = await settings
        .change((record) => {
          before = record
          return apply(record, person)
        })
        .catch((error: unknown) => explainStoreError(error, parts.log))
      if (stored !== before) logChange(c, session, event, stored)
      return toSettingsResponse(stored, settings.file(), person, true)
    })
    return sendCompressed(c, compressBody(JSON.stringify(answer satisfies SettingsResponse)))
  }

  function logChange(
    c: Context<GatewayEnv>,
    session: Session,
    event: 'settings.changed' | 'settings.undone',
    { changes }: SettingsRecord,
  ): void {
    const items = changes.at(-1)?.items ?? []
    const kinds = [...new Set(items.map(({ section, field }) => `${section}.${field}`))].toSorted()
    parts.audit.settings(c, session, { event, kinds, count: items.length })
  }

  const routes = new Hono<GatewayEnv>()
  routes.get('/api/settings', async (c) => {
    const answer = await withSession(c, parts, async (session, signal) => {
      const person = await findPerson(session, signal, 'read')
      const { record, isStoreAvailable } = await settings.read()
      return toSettingsResponse(record, settings.file(), person, isStoreAvailable)
    })
    return sendCompressed(c, compressBody(JSON.stringify(answer satisfies SettingsResponse)))
  })
  routes.patch('/api/settings', (c) =>
    change(c, 'settings.changed', async () => {
      const { changes } = await readJsonBody(c, SettingsUpdate)
      return (record, person) =>
        applyChanges(record, changes, { person, file: settings.file(), at: now() })
    }),
  )
  routes.post('/api/settings/undo', (c) =>
    change(c, 'settings.undone', async () => {
      const request = await readJsonBody(c, UndoRequest)
      return (record, person) =>
        undoChange(record, request.change, { person, file: settings.file(), at: now() })
    }),
  )
  addTransferRoutes(routes, parts, findPerson)
  return routes
}

/** Adds the routes that preview an import and export the settings in effect. */
function addTransferRoutes(
  routes: Hono<GatewayEnv>,
  parts: SettingsRoutesDeps,
  findPerson: ReturnType<typeof createSettingsAccess>,
): void {
  const { settings } = parts
  routes.post('/api/settings/import', async (c) => {
    const answer = await withSession(c, parts, async (session, signal) => {
      const person = await findPerson(session, signal, 'change')
      const { text } = await readJsonBody(c, ImportSettingsRequest)
      const parsed = parseOverrides(text)
      if (!parsed.ok) throw invalidFileError(parsed)
      const { record } = await settings.read()
      return findImportChanges(record, parsed.overrides, { person, file: settings.file() })
    })
    return sendCompressed(c, compressBody(JSON.stringify(answer satisfies ImportSettingsResponse)))
  })
  routes.get('/api/settings/export', async (c) => {
    const overrides = await withSession(c, parts, async (session, signal) => {
      const { record } = await settings.read()
      return filterOverrides(
        mergeOverrides(record.values, settings.file()),
        await parts.visibleIds(session, signal),
      )
    })
    const name = 'attachment; filename="headroom-settings.json"'
    const body = compressBody(`${JSON.stringify(overrides, null, 2)}\n`)
    return sendCompressed(c, body, { 'Content-Disposition': name })
  })
}

function invalidFileError({ where, message }: { where: string; message: string }): GatewayError {
  return new GatewayError('invalid_request', { message: `At ${where}: ${message}` })
}

/** Rethrows an error. If the store is unavailable, throws an error that states that settings can't be changed. */
function explainStoreError(error: unknown, log: Pick<Log, 'error'>): never {
  if (!(error instanceof StoreError)) throw error
  log.error({ error: error.message }, 'store failed')
  throw new GatewayError('store_unreachable', {
    message:
      'Headroom’s data store is unavailable, so settings can’t be changed right now. The last known settings stay in effect.',
  })
}
