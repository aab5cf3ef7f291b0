import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import {
  ImportViewsResponse,
  SavedView,
  SavedViewsResponse,
  type SavedViewDraft,
} from '#src/contract/saved-view.ts'
import { Upstream } from '#server/gateway/auth/upstream.ts'
import { demoCredentials, testAccounts } from '#server/simulator/accounts/accounts.ts'
import { temporaryStore } from '#server/gateway/store/test-stores.ts'
import { parseBody, readError, startedAt, startHeadroom } from './test-headroom.ts'

const { otherOrganisation, singleSite, reportsOnly } = testAccounts
type Person = Awaited<ReturnType<Awaited<ReturnType<typeof startHeadroom>>['signIn']>>

const free: SavedViewDraft = { name: 'Free now', query: '?state=free', visibility: 'mine' }
const shared: SavedViewDraft = { ...free, name: 'Everyone', visibility: 'shared' }

const list = async (person: Person) => parseBody(SavedViewsResponse, await person.get('/api/views'))
const names = async (person: Person) => (await list(person)).views.map(({ name }) => name)
const add = async (person: Person, draft: SavedViewDraft) => {
  const response = await person.post('/api/views', draft)
  expect(response.status).toBe(201)
  return parseBody(SavedView, response)
}
const change = (person: Person, { id, revision }: SavedView, draft: SavedViewDraft) =>
  person.request('PUT', `/api/views/${id}`, { revision, draft })
const remove = (person: Person, { id }: SavedView) => person.request('DELETE', `/api/views/${id}`)

test('stores a private view that only its account sees', async () => {
  const { signIn, signInClient } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  const view = await add(demo, free)
  expect(view).toMatchObject({ ...free, revision: 1, createdAt: startedAt, isOwn: true })
  expect(await names(await signIn(demoCredentials))).toEqual(['Free now'])
  for (const other of [await signInClient(demoCredentials), await signIn(singleSite)]) {
    expect(await names(other)).toEqual([])
    expect((await change(other, view, free)).status).toBe(404)
    expect((await remove(other, view)).status).toBe(404)
  }
  expect((await remove(demo, view)).status).toBe(204)
  expect(await names(demo)).toEqual([])
})

test('shows shared views to accounts that have a site in common, but not to another organisation', async () => {
  const { signIn, signInClient } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  const hudson = await signIn(singleSite)
  const southbank = await signIn(otherOrganisation)
  const view = await add(demo, shared)
  await add(hudson, { ...shared, name: 'From Hudson' })
  await add(southbank, { ...shared, name: 'From Southbank' })
  expect(await names(demo)).toEqual(['Everyone', 'From Hudson'])
  expect(await names(await signInClient(demoCredentials))).toEqual(['Everyone', 'From Hudson'])
  expect(await names(hudson)).toEqual(['Everyone', 'From Hudson'])
  expect(await names(southbank)).toEqual(['From Southbank'])
  expect((await change(southbank, view, shared)).status).toBe(404)
  expect((await remove(southbank, view)).status).toBe(404)
})

test('hides a shared view of a location or tag from accounts that do not see that location or tag', async () => {
  const { signIn, site, floor, tag } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  const hudson = await signIn(singleSite)
  for (const [name, query] of [
    ['Hudson', `?place=${site('Hudson')}`],
    ['Northgate', `?place=${site('Northgate')}`],
    ['Annex', `?place=${floor('Annex ground floor')}`],
    ['No such place', '?place=space_none'],
    ['No such tag', '?tag=tag_none'],
    ['Both tags', `?tag=${tag('Bookable')}&tag=tag_none`],
  ] as const) {
    await add(demo, { name, query, visibility: 'shared' })
  }
  expect(await names(hudson)).toEqual(['Hudson'])
  expect(await names(demo)).toHaveLength(6)
})

test('without a gateway account, still shares views among accounts with a site in common', async () => {
  const { signIn } = await startHeadroom({ credentials: null })
  const demo = await signIn(demoCredentials)
  await add(demo, shared)
  expect(await names(await signIn(singleSite))).toEqual(['Everyone'])
  expect(await names(await signIn(otherOrganisation))).toEqual([])
})

test('lets accounts without topology access save only private views', async () => {
  const { signIn } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  await add(demo, shared)
  const person = await signIn(reportsOnly)
  const view = await add(person, free)
  expect(await list(person)).toMatchObject({
    sharing: 'unavailable',
    views: [{ name: 'Free now' }],
  })
  for (const response of [
    await person.post('/api/views', shared),
    await change(person, view, { ...free, visibility: 'shared' }),
  ]) {
    expect(await readError(response)).toMatchObject({ status: 403, code: 'not_allowed' })
  }
})

test('hides shared views of others while the topology of the account is unavailable', async () => {
  const { signIn, butlr } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  const view = await add(demo, shared)
  const hudson = await signIn(singleSite)
  butlr.change = async (request, response) =>
    request.url.includes('graphql') ? new Response(null, { status: 500 }) : response
  expect(await list(hudson)).toEqual({ sharing: 'unavailable', views: [] })
  await add(hudson, free)
  expect(await readError(await hudson.post('/api/views', shared))).toMatchObject({ status: 503 })
  expect((await change(demo, view, { ...shared, name: 'Renamed' })).status).toBe(200)
})

test('lets the owner and managers change and delete a shared view', async () => {
  const environment = { HEADROOM_MANAGERS: 'demo-client' }
  const { signIn, signInClient, events } = await startHeadroom({ environment })
  const maker = await signIn(singleSite)
  const view = await add(maker, shared)
  const other = await signIn(demoCredentials)
  const manager = await signInClient(demoCredentials)
  expect((await list(other)).views).toMatchObject([{ isOwn: false, mayChange: false }])
  expect((await list(manager)).views).toMatchObject([{ isOwn: false, mayChange: true }])
  for (const response of [await change(other, view, shared), await remove(other, view)]) {
    expect(await readError(response)).toMatchObject({ status: 403, code: 'not_allowed' })
  }
  const draft = { ...shared, name: 'Renamed', visibility: 'mine' } as const
  const changed = await parseBody(SavedView, await change(manager, view, draft))
  // A manager can delete another account's shared view, but not make it private.
  expect(changed).toMatchObject({ name: 'Renamed', visibility: 'shared', revision: 2 })
  expect(await readError(await change(maker, view, shared))).toMatchObject({ code: 'conflict' })
  expect(await names(maker)).toEqual(['Renamed'])
  expect((await remove(manager, view)).status).toBe(204)
  expect(await names(maker)).toEqual([])
  const viewEvents = events().filter(({ viewId }) => viewId === view.id)
  expect(viewEvents.map(({ event, account }) => [event, account])).toEqual([
    ['view.shared', 'hudson@headroom.example'],
    ['view.changed', 'demo-client'],
    ['view.deleted', 'demo-client'],
  ])
})

test('makes a view private again when its owner stops sharing it', async () => {
  const { signIn } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  const view = await add(demo, shared)
  const hudson = await signIn(singleSite)
  expect(await names(hudson)).toEqual(['Everyone'])
  expect((await change(demo, view, { ...shared, visibility: 'mine' })).status).toBe(200)
  expect(await names(hudson)).toEqual([])
  expect((await remove(hudson, view)).status).toBe(404)
})

test('keeps only the known parameters of a query, and rejects a query over 4 KB', async () => {
  const { signIn } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  const query = '?view=table&explain=room_1&q=caf%C3%A9&tag=a&tag=b&seats=&x=javascript:1'
  expect(await add(demo, { ...free, query })).toMatchObject({
    query: '?view=table&q=caf%C3%A9&tag=a&tag=b',
  })
  const invalid = [
    { ...free, query: `?q=${'x'.repeat(4_100)}` },
    { ...free, query: '//example.com' },
    { ...free, name: '\u200b ' },
    { ...free, visibility: 'everyone' },
  ]
  for (const draft of invalid) {
    const error = await readError(await demo.post('/api/views', draft))
    expect(error).toMatchObject({ status: 400, code: 'invalid_request' })
  }
})

test('stores at most 100 views per account, even when they are created concurrently', async () => {
  const { signIn } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  const posts = Array.from({ length: 110 }, (_, index) =>
    demo.post('/api/views', { ...free, name: `View ${index}` }),
  )
  const statuses = (await Promise.all(posts)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 201)).toHaveLength(100)
  expect(statuses.filter((status) => status === 409)).toHaveLength(10)
  expect((await list(demo)).views).toHaveLength(100)
  await add(await signIn(singleSite), free)
})

test('rejects a view that would make the views of its account exceed 64 KB, with an explanation', async () => {
  const { signIn } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  const query = `?q=${'x'.repeat(4_000)}`
  for (let index = 0; index < 15; index += 1) await add(demo, { ...free, name: `${index}`, query })
  expect(await readError(await demo.post('/api/views', { ...free, name: '15', query }))).toEqual({
    status: 413,
    code: 'too_large',
    message: 'Your saved views take up too much space. Delete some of them first.',
  })
  await add(await signIn(singleSite), { ...free, query })
})

test('rejects a manager’s change that exceeds the owner’s space, and states whose space is full', async () => {
  const { signIn, signInClient } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  const query = `?q=${'x'.repeat(4_000)}`
  for (let index = 0; index < 15; index += 1) await add(demo, { ...free, name: `${index}`, query })
  const view = await add(demo, shared)
  const manager = await signInClient(demoCredentials)
  expect(await readError(await change(manager, view, { ...shared, query }))).toEqual({
    status: 413,
    code: 'too_large',
    message:
      'The person who shared this view has no space left for saved views. Ask them to delete some first.',
  })
})

test('treats names that differ only in Unicode composition as equal', async () => {
  const { signIn } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  await add(demo, { ...free, name: 'Caf\u00e9' })
  const again = await demo.post('/api/views', { ...free, name: 'Cafe\u0301' })
  expect(await readError(again)).toMatchObject({ status: 409, code: 'conflict' })
})

test('counts all spellings of an email address as one account', async () => {
  const { signIn, signInClient } = await startHeadroom()
  const view = await add(await signIn(demoCredentials), free)
  const other = await signIn({ ...demoCredentials, username: 'Demo@Headroom.Example' })
  expect((await list(other)).views).toMatchObject([{ id: view.id, isOwn: true }])
  expect(await names(await signInClient(demoCredentials))).toEqual([])
})

test('moves views that an earlier version stored for another spelling of the email address', async () => {
  const store = await temporaryStore()
  const { signIn } = await startHeadroom({ store })
  const demo = await signIn(demoCredentials)
  const view = await add(demo, shared)
  const [[key, value] = ['', '']] = await store.list('views/')
  const upstream = parseBody(v.object({ upstream: Upstream }), new Response(value))
  const username = 'Demo@Headroom.Example'
  const hash = (parts: string[], encoding: 'base64' | 'base64url') =>
    createHash('sha256').update(JSON.stringify(parts)).digest(encoding)
  const { address } = (await upstream).upstream
  const former = `views/${hash([hash(['password', username], 'base64'), address], 'base64url')}`
  await store.put(former, { value, untilMs: null })
  await store.delete(key)
  await add(demo, { ...free, name: shared.name })
  // Until someone signs in with the other spelling, the record of the former spelling counts as the record of another
  // account.
  expect((await list(demo)).views.filter(({ isOwn }) => isOwn)).toHaveLength(1)
  for (let repeat = 0; repeat < 2; repeat += 1) {
    const other = await signIn({ ...demoCredentials, username })
    expect((await list(other)).views).toMatchObject([
      { name: 'Everyone', isOwn: true },
      { id: view.id, name: 'Everyone (2)', visibility: 'shared', isOwn: true },
    ])
    expect(await store.get(former)).toBeNull()
    await store.put(former, { value, untilMs: null })
  }
})

test('rejects a second view with the same name in one account', async () => {
  const { signIn } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  await add(demo, free)
  const other = await add(demo, { ...free, name: 'Other' })
  for (const response of [await demo.post('/api/views', free), await change(demo, other, free)]) {
    expect(await readError(response)).toMatchObject({ status: 409, code: 'conflict' })
  }
})

test('imports a browser’s views only once, even if several tabs send them repeatedly', async () => {
  const { signIn } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  await add(demo, { ...free, query: '?state=busy' })
  const views = [
    { name: 'Free now', query: '?state=free' },
    { name: 'Table', query: '?view=table' },
  ]
  const imports = Array.from({ length: 5 }, () => demo.post('/api/views/import', { views }))
  for (const response of await Promise.all(imports)) {
    expect(await parseBody(ImportViewsResponse, response)).toEqual({ stored: [true, true] })
  }
  expect((await list(demo)).views).toMatchObject([
    { name: 'Free now', query: '?state=busy' },
    { name: 'Free now (2)', query: '?state=free', visibility: 'mine' },
    { name: 'Table', query: '?view=table' },
  ])
})

test('shortens the name of an imported view without splitting a character', async () => {
  const { signIn } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  const name = `${'x'.repeat(55)}🏢abc`
  await add(demo, { ...free, name, query: '?state=busy' })
  await demo.post('/api/views/import', { views: [{ name, query: '?state=free' }] })
  const names = (await list(demo)).views.map((view) => view.name)
  expect(names).toContain(`${'x'.repeat(55)} (2)`)
})

test('reports which views of an import exceed the limit', async () => {
  const { signIn } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  for (let index = 0; index < 99; index += 1) await add(demo, { ...free, name: `${index}` })
  const views = ['a', 'b'].map((name) => ({ name, query: '' }))
  const response = await demo.post('/api/views/import', { views })
  expect(await parseBody(ImportViewsResponse, response)).toEqual({ stored: [true, false] })
})

test('stores the account name only while a view is shared, and no site IDs', async () => {
  const store = await temporaryStore(() => startedAt)
  const { signIn, site } = await startHeadroom({ store })
  const demo = await signIn(demoCredentials)
  await add(demo, free)
  const stored = async () => JSON.stringify(await store.list('views/'))
  expect(await stored()).not.toContain('demo@')
  const view = await add(demo, shared)
  expect(await stored()).toContain('demo@')
  expect(await stored()).not.toContain(site('Hudson'))
  await change(demo, view, { ...shared, visibility: 'mine' })
  expect(await stored()).toContain('Everyone')
  expect(await stored()).not.toContain('demo@')
})

test('names the account that shares a view, even after a manager changes it', async () => {
  const { signIn } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  await add(demo, free)
  const view = await add(demo, shared)
  const hudson = await signIn(singleSite)
  await change(hudson, view, { ...shared, query: '?state=busy' })
  expect((await list(hudson)).views).toMatchObject([
    { query: '?state=busy', sharedBy: 'demo@headroom.example' },
  ])
  expect((await list(demo)).views).toMatchObject([
    { name: 'Everyone', sharedBy: 'demo@headroom.example' },
    { name: 'Free now', sharedBy: null },
  ])
})

test('rejects changes from pages of other sites', async () => {
  const { signIn } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  const view = await add(demo, free)
  const crossSite = { 'Sec-Fetch-Site': 'cross-site' }
  for (const [method, path, body] of [
    ['POST', '/api/views', shared],
    ['POST', '/api/views/import', { views: [free] }],
    ['PUT', `/api/views/${view.id}`, { revision: 1, draft: shared }],
    ['DELETE', `/api/views/${view.id}`, undefined],
  ] as const) {
    const response = await demo.request(method, path, body, crossSite)
    expect(await readError(response)).toMatchObject({ status: 403, code: 'cross_site' })
  }
  expect((await list(demo)).views).toEqual([view])
})

test('rejects names, imports and bodies that are too long', async () => {
  const { signIn } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  const longName = await demo.post('/api/views', { ...free, name: 'x'.repeat(61) })
  expect(await readError(longName)).toMatchObject({ status: 400, code: 'invalid_request' })
  const views = Array.from({ length: 11 }, (_, index) => ({ name: `${index}`, query: '' }))
  const longImport = await demo.post('/api/views/import', { views })
  expect(await readError(longImport)).toMatchObject({ status: 400, code: 'invalid_request' })
  const longBody = await demo.post('/api/views', { ...free, query: `?q=${'x'.repeat(200_000)}` })
  expect(await readError(longBody)).toMatchObject({ status: 413, code: 'too_large' })
})

test('rejects requests without a session', async () => {
  const { browser } = await startHeadroom()
  const anonymous = browser()
  for (const response of [
    await anonymous.get('/api/views'),
    await anonymous.post('/api/views', free),
    await anonymous.post('/api/views/import', { views: [free] }),
  ]) {
    expect(await readError(response)).toMatchObject({ status: 401, code: 'signed_out' })
  }
})
