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

const { firstScreenWorker: worker } = buildWorkers()
type Options = Parameters<typeof startHeadroom>[0]
type Person = Awaited<ReturnType<Awaited<ReturnType<typeof startHeadroom>>['signIn']>>

/** Starts Headroom with the page's source as the built app. The timeout for data is long enough for slow machines. */
async function start({ maxWaitMs = 60_000, ...options }: Options & { maxWaitMs?: number } = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'headroom-first-screen-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  cpSync('index.html', join(directory, 'index.html'))
  cpSync('index.html', join(directory, 'index.de.html'))
  return startHeadroom({
    pages: pagesIn(directory),
    firstScreen: { worker, maxWaitMs },
    ...options,
  })
}

const visit = (person: Person, headers: Record<string, string> = {}, path = '/') =>
  person.request('GET', path, undefined, {
    Accept: 'text/html',
    'Sec-Fetch-Dest': 'document',
    ...headers,
  })
const hasData = (page: string) => page.includes('data-request=')

async function visitWithData(person: Person) {
  const response = await visit(person)
  const page = await response.clone().text()
  expect(hasData(page)).toBe(true)
  return { response, page }
}

test('a signed-in visit gets a page with the overview and the API responses that it shows', async () => {
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

test('the page with data has the same security headers as the page without data, and contains nothing that they block', async () => {
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

test('the page is compressed if the browser accepts compression', async () => {
  const headroom = await start()
  const person = await headroom.signIn(demoCredentials)
  const { page } = await visitWithData(person)
  const response = await visit(person, { 'Accept-Encoding': 'gzip, br' })
  expect(response.headers.get('content-encoding')).toBe('br')
  const text = brotliDecompressSync(await response.arrayBuffer()).toString()
  expect(text.length).toBe(page.length)
})

test('concurrent visits from two organisations show none of each other’s data', async () => {
  const headroom = await start()
  const accounts = [demoCredentials, testAccounts.otherOrganisation]
  const people = await Promise.all(accounts.map(async (account) => headroom.signIn(account)))
  const words = await Promise.all(
    accounts.map(async ({ username }, at) => {
      const places = await people[at]?.post('/api/v3/graphql', { document: 'places' })
      const sensors = await people[at]?.post('/api/v3/graphql', { document: 'sensors' })
      const text = `${await places?.text()} ${await sensors?.text()}`
      const found = text.matchAll(/"(?:id|name|mac_address)":"([^"]+)"/g)
      return [username, ...new Set([...found].map(([, word = '']) => word))]
    }),
  )
  // Excludes words that a page contains even if no other account uses the gateway, such as room types.
  const pagesAlone = await Promise.all(
    accounts.map(async (account) => {
      const { page } = await visitWithData(await (await start()).signIn(account))
      return page
    }),
  )
  const shows = (page: string, word: string) =>
    page.includes(`"${word}"`) || page.includes(`>${word}<`)
  const foreignWords = accounts.map((_, at) =>
    (words[1 - at] ?? []).filter(
      (word) => !words[at]?.includes(word) && !shows(pagesAlone[at] ?? '', word),
    ),
  )
  for (const list of foreignWords) expect(list.length).toBeGreaterThan(20)

  for (let round = 0; round < 5; round += 1) {
    const visits = Array.from({ length: 10 }, async (_, visitIndex) => {
      const at = visitIndex % 2
      const person = people[at]
      const page = person ? await (await visit(person)).text() : ''
      const foreign = foreignWords[at]?.filter((word) => shows(page, word))
      return { hasData: hasData(page), foreign }
    })
    for (const page of await Promise.all(visits))
      expect(page).toEqual({ hasData: true, foreign: [] })
  }
})

test.each<[string, Record<string, string>, string?]>([
  ['a prefetch', { 'Sec-Purpose': 'prefetch' }],
  ['a request from a script', { 'Sec-Fetch-Dest': 'empty' }],
  ['a visit to another view', {}, '/?view=table'],
  ['a visit to another page', {}, '/sensors'],
  ['a visit in another language', { 'Accept-Language': 'de' }],
])('%s gets the page without data', async (_, headers, path = '/') => {
  const headroom = await start()
  const person = await headroom.signIn(demoCredentials)
  const response = await visit(person, headers, path)
  expect(response.headers.get('cache-control')).toBe('no-cache')
  expect(response.headers.get('etag')).not.toBeNull()
  expect(await response.text()).toContain('<div id="root"></div>')
})

test('without a session, the page contains no data and causes no request to Butlr', async () => {
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

test('if Butlr fails, the page contains no data, and the browser requests the data', async () => {
  const headroom = await start()
  const person = await headroom.signIn(demoCredentials)
  headroom.butlr.change = async () => new Response('', { status: 502 })
  const page = await (await visit(person)).text()
  expect(hasData(page)).toBe(false)
  expect(page).toContain('<div id="root"></div>')
  expect(page).toContain('<script src="/early-requests.js"></script></body>')
})

test('if Butlr is slow, the head of the page arrives before Butlr responds', async () => {
  const headroom = await start({ maxWaitMs: 100 })
  const person = await headroom.signIn(demoCredentials)
  headroom.butlr.change = async () =>
    new Promise<Response>((resolve) => {
      // The gateway waits for pending requests when it closes.
      onTestFinished(() => resolve(new Response(null, { status: 503 })))
    })
  const reader = (await visit(person)).body?.getReader()
  const head = new TextDecoder().decode((await reader?.read())?.value)
  expect(head).toContain('<script src="/page-data.js" defer></script>')
  expect(head).not.toContain('<body>')
  const rest = new TextDecoder().decode((await reader?.read())?.value)
  expect(rest).toContain('<div id="root"></div>')
})

test('the overview shows room names from the overrides', async () => {
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
