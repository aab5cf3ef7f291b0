import { act, screen } from '@testing-library/react'
import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { hydrateRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { currentOccupancyRequest } from '#src/contract/reporting.ts'
import { makeMetrics } from '#src/testing/fixtures.ts'
import { App } from './app.tsx'
import { loadFirstScreen } from './first-screen.ts'
import { renderFirstScreen } from './first-screen-html.tsx'
import { createQueryClient } from './query-client.ts'

const script = readFileSync('public/page-data.js', 'utf8')
const at = Math.floor(Date.now() / 1_000) * 1_000 + 123
const graphql = (document: string) => `POST /api/v3/graphql {"document":"${document}"}`

/** Returns the responses for a building in which each room has one person and no capacity. */
function createTexts(roomCount: number, signedIn = true) {
  const rooms = Array.from({ length: roomCount }, (_, index) => `room_${index}`)
  const floor = {
    id: 'floor_1',
    name: 'Floor 1',
    floorNumber: 1,
    tags: [],
    zones: [],
    rooms: rooms.map((id) => ({ id, name: `Name of ${id}`, floor_id: 'floor_1', tags: [] })),
  }
  const buildings = [{ id: 'building_1', name: 'Main', floors: [floor] }]
  const sites = [{ id: 'site_1', name: 'Site', timezone: 'UTC', buildings }]
  const sensors = rooms.map((id, index) => ({
    id: null,
    mac_address: macOf(index),
    mode: 'presence',
    room_id: id,
    installation_status: 'INSTALLED',
    is_online: true,
    tags: [],
  }))
  const data = Object.fromEntries(
    rooms.map((id, index) => [id, { [macOf(index)]: makeMetrics(1) }]),
  )
  const gateway = { pollSeconds: 5, demo: null }
  const identity = { kind: 'password', username: 'ada@example.com' }
  return {
    session: JSON.stringify(
      signedIn ? { signedIn, identity, until: null, gateway } : { signedIn, gateway },
    ),
    readings: JSON.stringify({ data }),
    places: JSON.stringify({ sites, missing: [], asOf: at }),
    sensors: JSON.stringify({ sensors, hives: [], missing: [], asOf: at }),
    overrides: JSON.stringify({
      configured: false,
      overrides: null,
      loadedAt: null,
      problem: null,
    }),
  }
}
const macOf = (index: number) => `00-00-00-00-00-${index.toString(16).padStart(2, '0')}`

/** Shows the page as the gateway sends it, and runs the script that passes the embedded responses to the app. */
async function openPage(roomCount: number) {
  const texts = createTexts(roomCount)
  const root = document.createElement('div')
  root.innerHTML = (await renderFirstScreen(texts, at)) ?? ''
  document.body.replaceChildren(root)
  const names = {
    'GET /api/session ': texts.session,
    [`POST /api/v3/reporting ${JSON.stringify(currentOccupancyRequest)}`]: texts.readings,
    [graphql('places')]: texts.places,
    [graphql('sensors')]: texts.sensors,
    'GET /api/overrides ': texts.overrides,
  }
  for (const [name, text] of Object.entries(names)) {
    const element = document.createElement('script')
    element.type = 'application/json'
    Object.assign(element.dataset, { request: name, at, date: new Date(at).toUTCString() })
    element.textContent = text
    document.body.append(element)
  }
  runInNewContext(script, {
    document,
    window: globalThis,
    Response,
    performance: {
      timeOrigin: performance.timeOrigin,
      now: () => performance.now(),
      getEntriesByType: () => [{ requestStart: performance.now() - 100, responseEnd: 0 }],
    },
  })
  return root
}

/** Hydrates the page. Returns whether the cache has the data of the HTML, and the errors from which React recovered. */
async function hydrate(root: HTMLElement, renderedAt: number) {
  const client = createQueryClient()
  const isRendered = await loadFirstScreen(client, renderedAt)
  const errors: unknown[] = []
  const app = <App client={client} renderedAt={renderedAt} />
  await act(async () => {
    const reactRoot = hydrateRoot(root, app, {
      onRecoverableError: (error) => void errors.push(error),
    })
    onTestFinished(() => reactRoot.unmount())
  })
  return { isRendered, errors }
}

beforeEach(() => void vi.stubGlobal('fetch', async () => new Promise(() => undefined)))
afterEach(() => {
  globalThis.headroomEarlyResponses = undefined
  document.body.replaceChildren()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test('React hydrates the gateway’s HTML without mismatches', async () => {
  const root = await openPage(4)
  const card = screen.getByRole('link', { name: /^Name of room_0/ })
  expect(root.textContent).toContain('0 s ago')
  const { isRendered, errors } = await hydrate(root, at)
  expect(isRendered).toBe(true)
  expect(errors).toEqual([])
  expect(screen.getByRole('link', { name: /^Name of room_0/ })).toBe(card)
})

test('the first render matches the HTML, and the next render updates the ages', async () => {
  const root = await openPage(1)
  const now = performance.now()
  vi.spyOn(performance, 'now').mockReturnValue(now + 7_000)
  const { errors } = await hydrate(root, at)
  expect(errors).toEqual([])
  expect(root.textContent).not.toContain('0 s ago')
})

test('the HTML is not hydrated when its responses are more than ten seconds old', async () => {
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('network')))
  await openPage(1)
  const now = performance.now()
  vi.spyOn(performance, 'now').mockReturnValue(now + 10_001)
  expect(await loadFirstScreen(createQueryClient(), at)).toBe(false)
})

test('the HTML contains no style attributes, which the content security policy blocks', async () => {
  expect(await renderFirstScreen(createTexts(30), at)).not.toMatch(/ style=/)
})

test('the gateway renders HTML for up to 120 rooms, but not for more', async () => {
  expect(await renderFirstScreen(createTexts(120), at)).not.toBeNull()
  expect(await renderFirstScreen(createTexts(121), at)).toBeNull()
})

test('the gateway renders no HTML without a session', async () => {
  expect(await renderFirstScreen(createTexts(1, false), at)).toBeNull()
})

test('page-data.js removes the gateway’s HTML when the app opens another page', async () => {
  document.documentElement.style.visibility = 'hidden'
  onTestFinished(() => document.documentElement.removeAttribute('style'))
  const root = document.createElement('div')
  root.id = 'root'
  root.innerHTML = '<main>7 people</main>'
  document.body.replaceChildren(root)
  runInNewContext(script, { document, window: globalThis })
  expect(root.textContent).toBe('')
})

test('page-data.js uses no syntax newer than ES5', () => {
  const code = script.replaceAll(/\/\/.*$|\/\*.*?\*\//gm, '')
  expect(code).not.toMatch(/=>|`|\b(?:const|let|class|async|await)\b|\?\.|\?\?|\.\.\.[a-z]/)
})
