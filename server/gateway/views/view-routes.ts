import { Hono } from 'hono'
import {
  ImportViewsRequest,
  SavedViewDraft,
  SavedViewUpdate,
  type SavedView,
  type SavedViewsResponse,
} from '#src/contract/saved-view.ts'
import type { AccountList } from '#server/gateway/access/account-list.ts'
import type { AccountScopes } from '#server/gateway/access/account-scopes.ts'
import type { CurrentUpstream } from '#server/gateway/auth/upstream.ts'
import {
  withSession,
  withSessionForChange,
  type WithSessionDeps,
} from '#server/gateway/auth/with-session.ts'
import { readJsonBody } from '#server/gateway/http/json-body.ts'
import type { GatewayEnv, Log } from '#server/gateway/http/request-log.ts'
import type { Store } from '#server/gateway/store/store.ts'
import { createViewAccess } from './view-access.ts'
import { createViewRecords, type ViewRecords } from './view-records.ts'
import { createViews } from './views.ts'

type ViewRoutesDeps = WithSessionDeps & {
  store: Store
  /** Returns the time in Unix milliseconds. */
  now: () => number
  log: Pick<Log, 'warn'>
  upstream: CurrentUpstream
  accountScopes: AccountScopes
  managers?: AccountList | undefined
}

/** Creates the routes for saved views; see `src/contract/saved-view.ts` and decision 0034. */
export function createViewRoutes(parts: ViewRoutesDeps): Hono<GatewayEnv> {
  const { store, log, audit } = parts
  const records = createViewRecords(store, log)
  const views = createViews({ ...parts, records })
  const findPerson = withFormerViews(
    createViewAccess({ ...parts, managers: parts.managers }),
    records,
  )
  const routes = new Hono<GatewayEnv>()
  routes.get('/api/views', async (c) => {
    const answer = await withSession(c, parts, async (session, signal) => {
      const person = await findPerson(session, signal, 'read')
      const sharing = person.sharingError === null ? 'available' : 'unavailable'
      return { views: await views.list(person), sharing } satisfies SavedViewsResponse
    })
    return c.json(answer)
  })
  routes.post('/api/views', async (c) => {
    const draft = await readJsonBody(c, SavedViewDraft)
    const view = await withSessionForChange(c, parts, async (session, signal) => {
      const added = await views.add(await findPerson(session, signal, 'change'), draft)
      if (isShared(added)) audit.view(c, session, { event: 'view.shared', ...added })
      return added
    })
    return c.json(view satisfies SavedView, 201)
  })
  routes.post('/api/views/import', async (c) => {
    const request = await readJsonBody(c, ImportViewsRequest)
    const stored = await withSessionForChange(c, parts, async (session, signal) =>
      views.import(await findPerson(session, signal, 'read'), request.views),
    )
    return c.json({ stored })
  })
  routes.put('/api/views/:id', async (c) => {
    const change = await readJsonBody(c, SavedViewUpdate)
    const view = await withSessionForChange(c, parts, async (session, signal) => {
      const person = await findPerson(session, signal, 'change')
      const { before, after } = await views.change(person, c.req.param('id'), change)
      if (isShared(after) || isShared(before)) {
        const event = isShared(before) ? 'view.changed' : 'view.shared'
        audit.view(c, session, { event, ...after })
      }
      return after
    })
    return c.json(view satisfies SavedView)
  })
  routes.delete('/api/views/:id', async (c) => {
    await withSessionForChange(c, parts, async (session, signal) => {
      const person = await findPerson(session, signal, 'change')
      const removed = await views.remove(person, c.req.param('id'))
      if (isShared(removed)) audit.view(c, session, { event: 'view.deleted', ...removed })
    })
    return c.body(null, 204)
  })
  return routes
}

/** Returns `findPerson`, extended to move views that an earlier version stored for another spelling of the name. */
function withFormerViews(
  findPerson: ReturnType<typeof createViewAccess>,
  records: ViewRecords,
): typeof findPerson {
  return async (...request) => {
    const person = await findPerson(...request)
    if (person.formerOwner !== null) await records.moveViews(person.formerOwner, person.owner)
    return person
  }
}

/** Returns whether a view is shared. Only changes to shared views are logged. */
function isShared({ visibility }: Pick<SavedView, 'visibility'>): boolean {
  return visibility === 'shared'
}
