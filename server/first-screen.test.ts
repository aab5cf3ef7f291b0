import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { expect, onTestFinished, test, vi } from 'vitest'
import { currentOccupancyRequest } from '#src/contract/reporting.ts'
import { pagesIn } from '#server/gateway/test-gateway.ts'
import { buildWorkers } from '#server/gateway/test-worker.ts'
import { demoCredentials, testAccounts } from '#server/simulator/accounts/accounts.ts'
import { noOverrides } from '#server/gateway/overrides/overrides-file.ts'
import { startHeadroom } from './test-headroom.ts'

const { firstScreenWorker } = buildWorkers()
type Options = Parameters<typeof startHeadroom>[0]
type Person = Awaited<ReturnType<Awaited<ReturnType<typeof startHeadroom>>['signIn']>>

/** Starts Headroom with the source of the page as the built app. */
async function start(options: Options = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'headroom-first-screen-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  cpSync('index.html', join(directory, 'index.html'))
  cpSync('index.html', join(directory, 'index.de.html'))
  return startHeadroom({ pages: pagesIn(directory), firstScreenWorker, ...options })
}

const visit = (person: Person, headers: Record<string, string> = {}, path = '/') =>
  person.request('GET', path, undefined, {
    Accept: 'text/html',
    'Sec-Fetch-Dest': 'document',
    ...headers,
  })
/** The thread that renders starts with the first visit, whose page is therefore without data on a slow machine. */
const patience = { timeout: 60_000 }
const hasData = (page: string) => page.includes('data-request=')

/** Visits the page until it contains data. */
async function visitWithData(person: Person, headers: Record<string, string> = {}) {
  return vi.waitFor(async () => {
    const response = await visit(person, headers)
    const page = await response.clone().text()
    expect(hasData(page)).toBe(true)
    return { response, page }
  }, patience)
}

test('a signed-in visit gets the overview and the responses that it shows', async () => {
  const headroom = await start()
  const person = await headroom.signIn(demoCredentials)
  const { response, page } = await visitWithData(person)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('etag')).toBeNull()
  expect(page).toContain('aria-label="Alder, ')
  expect(page).toContain(`<div id="root" data-at="${headroom.clock.now}">`)
  expect(page).toContain('<script src="/page-data.js" defer></script>')
  expect(page).not.toContain('early-requests.js')

  const places = await person.post('/api/v3/graphql', { document: 'places' })
  const found =
    /data-request="POST \/api\/v3\/graphql {&quot;document&quot;:&quot;places&quot;}"[^>]*>(.*?)<\/script>/
  expect(JSON.parse(found.exec(page)?.[1] ?? '')).toEqual(await places.json())
  expect(page).toContain(
    `data-request="POST /api/v3/reporting ${JSON.stringify(currentOccupancyRequest).replaceAll('"', '&quot;')}"`,
  )
})

test('the page has the security headers of the page without data, and nothing that they block', async () => {
  const headroom = await start()
  const person = await headroom.signIn(demoCredentials)
  const { response, page } = await visitWithData(person)
  const without = await headroom.browser().get('/')
  for (const name of ['content-security-policy', 'x-frame-options', 'permissions-policy'])
    expect(response.headers.get(name)).toBe(without.headers.get(name))
  expect(page).not.toMatch(/<[a-z][^>]* (?:style|on[a-z]+)="/)
  for (const [element] of page.matchAll(/<script[^>]*>/g))
    expect(element).toMatch(/ src=| type="application\/json"/)
})

test('the page is compressed if the browser accepts it', async () => {
  const headroom = await start()
  const person = await headroom.signIn(demoCredentials)
  const { page } = await visitWithData(person)
  const response = await visit(person, { 'Accept-Encoding': 'gzip, br' })
  expect(response.headers.get('content-encoding')).toBe('br')
  const text = brotliDecompressSync(await response.arrayBuffer()).toString()
  if (hasData(text)) expect(text.length).toBe(page.length)
})

test('visits of two organisations at the same time show nothing of each other', async () => {
  const headroom = await start()
  const accounts = [demoCredentials, testAccounts.otherOrganisation]
  const people = await Promise.all(accounts.map(async (account) => headroom.signIn(account)))
  const words = await Promise.all(
    people.map(async (person) => {
      const places = await person.post('/api/v3/graphql', { document: 'places' })
      const sensors = await person.post('/api/v3/graphql', { document: 'sensors' })
      const text = (await places.text()) + (await sensors.text())
      return new Set(
        [...text.matchAll(/"(?:id|name|mac_address)":"([^"]+)"/g)].map(([, word = '']) => word),
      )
    }),
  )
  const own = words.map((mine, at) => [...mine].filter((word) => !words[1 - at]?.has(word)))
  const names = accounts.map(({ username }) => username)
  for (const list of own) expect(list.length).toBeGreaterThan(20)

  const counts = [0, 0]
  await vi.waitFor(async () => {
    const visits = Array.from({ length: 10 }, async (_, visitIndex) => {
      const at = visitIndex % 2
      const person = people[at]
      const page = person ? await (await visit(person)).text() : ''
      if (hasData(page)) counts[at] = (counts[at] ?? 0) + 1
      const foreign = [...(own[1 - at] ?? []), names[1 - at] ?? ''].filter(
        (word) => page.includes(`"${word}"`) || page.includes(`>${word}<`),
      )
      if (foreign.length > 0) throw new Error(`The page shows ${foreign.join(', ')}.`)
    })
    await Promise.all(visits)
    for (const count of counts) expect(count).toBeGreaterThanOrEqual(25)
  }, patience)
})

test.each<[string, Record<string, string>, string?]>([
  ['a prefetch', { 'Sec-Purpose': 'prefetch' }],
  ['a request of a script', { 'Sec-Fetch-Dest': 'empty' }],
  ['another view', {}, '/?view=table'],
  ['another page', {}, '/sensors'],
  ['another language', { 'Accept-Language': 'de' }],
])('%s gets the page without data', async (_, headers, path = '/') => {
  const headroom = await start()
  const person = await headroom.signIn(demoCredentials)
  const response = await visit(person, headers, path)
  expect(response.headers.get('cache-control')).toBe('no-cache')
  expect(response.headers.get('etag')).not.toBeNull()
  expect(await response.text()).toContain('<div id="root"></div>')
})

test('without a session, the page is without data and asks Butlr nothing', async () => {
  const headroom = await start()
  const asked = vi.fn<(url: string) => void>()
  headroom.butlr.change = async (request, response) => {
    asked(request.url)
    return response
  }
  const response = await visit(headroom.browser())
  expect(response.headers.get('cache-control')).toBe('no-cache')
  expect(await response.text()).toContain('<div id="root"></div>')
  expect(asked).not.toHaveBeenCalled()
})

test('if Butlr fails, the page is without data and the browser requests it', async () => {
  const headroom = await start()
  const person = await headroom.signIn(demoCredentials)
  headroom.butlr.change = async () => new Response('', { status: 502 })
  const page = await (await visit(person)).text()
  expect(hasData(page)).toBe(false)
  expect(page).toContain('<div id="root"></div>')
  expect(page).toContain('<script src="/early-requests.js"></script></body>')
})

test('if Butlr is slow, the head of the page is there before its response', async () => {
  const headroom = await start()
  const person = await headroom.signIn(demoCredentials)
  headroom.butlr.change = async () => new Promise<Response>(() => undefined)
  const reader = (await visit(person)).body?.getReader()
  const head = new TextDecoder().decode((await reader?.read())?.value)
  expect(head).toContain('<script src="/page-data.js" defer></script>')
  expect(head).not.toContain('<body>')
  const rest = new TextDecoder().decode((await reader?.read())?.value)
  expect(rest).toContain('<div id="root"></div>')
})

test('the overview shows the names of the operator', async () => {
  let rooms: Record<string, { name: string }> = {}
  const headroom = await start({
    overrides: () => ({ ...noOverrides, configured: true, overrides: { rooms }, loadedAt: 0 }),
  })
  rooms = { [headroom.room('Alder')]: { name: 'Renamed </script><b>' } }
  const person = await headroom.signIn(demoCredentials)
  const { page } = await visitWithData(person)
  expect(page).toContain('aria-label="Renamed &lt;/script&gt;&lt;b&gt;, ')
  expect(page).toContain(String.raw`"name":"Renamed \u003c/script>\u003cb>"`)
  expect(page).not.toContain('aria-label="Alder, ')
})
