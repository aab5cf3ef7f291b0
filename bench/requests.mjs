import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { chromium } from '@playwright/test'
import { browserArguments, findBrowser } from '../scripts/find-browser.mjs'
import { startProgram } from './harness.mjs'

/** @typedef {'healthy' | 'topology refused' | '429' | '500' | 'hang'} Mood how Butlr is to an account */
/** @typedef {{ kind: string, at: number }} Received */

export const retryAfterSeconds = 7

/**
 * A Butlr that is to each account as the account's user name says, and remembers what each asked. The names are moods,
 * so that one gateway serves all of them side by side.
 *
 * @returns {Promise<{ url: string, received: (mood: Mood) => Received[], stop: () => Promise<void> }>}
 */
export async function startScriptedButlr() {
  /** @type {Map<string, Received[]>} */
  const received = new Map()
  const server = createServer((request, response) => {
    void (async () => {
      const body = await text(request)
      const kind = kindOf(request.url ?? '', body)
      const token = request.headers.authorization?.replace('Bearer ', '') ?? ''
      const mood = kind === 'sign-in' ? JSON.parse(body).username : decodeURIComponent(token)
      received.set(mood, [...(received.get(mood) ?? []), { kind, at: performance.now() }])
      const answer = answerTo(kind, mood)
      if (answer === null) return
      const { status, headers, json } = answer
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(JSON.stringify(json))
    })()
  })
  await new Promise((/** @type {(value?: undefined) => void} */ resolve) =>
    server.listen(0, '127.0.0.1', () => resolve()),
  )
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    received: (mood) => received.get(mood) ?? [],
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/**
 * What a request asks for, in the words of the bench.
 *
 * @param {string} path
 * @param {string} body
 */
export function kindOf(path, body) {
  if (path.endsWith('/login')) return 'sign-in'
  if (path === '/api/v3/graphql') return body.includes('sensors') ? 'sensors' : 'places'
  if (path === '/api/v3/reporting') return body.includes('"every":"1s"') ? 'live poll' : 'histories'
  return path.replace('/api/', '')
}

/**
 * @param {string} kind
 * @param {string} mood
 * @returns {{ status: number, headers?: Record<string, string>, json: unknown } | null} null: no answer ever
 */
function answerTo(kind, mood) {
  if (kind === 'sign-in') {
    return { status: 200, json: { access_token: encodeURIComponent(mood), expires_in: 3_600 } }
  }
  if (mood === 'hang') return null
  if (mood === '500') return { status: 500, json: {} }
  if (mood === '429') {
    return { status: 429, headers: { 'retry-after': String(retryAfterSeconds) }, json: {} }
  }
  const isTopology = kind === 'places' || kind === 'sensors'
  if (mood === 'topology refused' && isTopology) return { status: 403, json: {} }
  if (kind === 'places') return { status: 200, json: { data: { sites: { data: [] } } } }
  if (kind === 'sensors') {
    return { status: 200, json: { data: { sensors: { data: [] }, hives: { data: [] } } } }
  }
  return { status: 200, json: { data: kind === 'live poll' ? { room_1: { mac_1: reading } } : {} } }
}

const reading = {
  count: 1,
  first: 2,
  last: 2,
  max: 2,
  mean: 2,
  median: 2,
  min: 2,
  stddev: 0,
  sum: 2,
}

/** @typedef {Record<string, number>} Counts requests by kind */

const watchedMs = 20_000
const pollSeconds = 5
/** The tolerance of every count. */
const tolerance = 1.2

/** In health the poll is up to 10 % faster than its interval. */
const livePolls = 1 + Math.floor(watchedMs / (0.9 * pollSeconds * 1_000))
/** At once, and each time that the wait is over. */
const tries = 1 + Math.floor(watchedMs / (retryAfterSeconds * 1_000))
const once = { 'sign-in': 1, places: 1, sensors: 1 }
/**
 * What is due of Butlr. A gateway's request of 15 s and a pause make at most two polls where nothing answers.
 *
 * @type {[Mood, Counts][]}
 */
const due = [
  ['healthy', { ...once, histories: 1, 'live poll': livePolls }],
  ['topology refused', { ...once, histories: 1, 'live poll': livePolls }],
  ['429', { 'sign-in': 1, places: tries, sensors: tries, 'live poll': tries }],
  ['500', { ...once, 'live poll': livePolls }],
  ['hang', { ...once, 'live poll': 2 }],
]
/** What only the gateway is asked. */
const ofGateway = { session: 1, overrides: 1 }

/**
 * The requests of one page in the first 20 s after sign-in, for each mood of Butlr.
 *
 * @typedef {object} Asked
 * @property {Mood} mood
 * @property {Counts} butlr that reached Butlr
 * @property {Counts} gateway that left the page
 * @property {Counts} due of Butlr
 * @property {number} early that reached Butlr while it asked to wait
 * @property {boolean} met whether no kind is above 1.2 times what is due
 */

/** @returns {Promise<Asked[]>} */
export async function measureRequests() {
  const butlr = await startScriptedButlr()
  const headroom = await startProgram('dist/server/main.js', [], {
    BUTLR_BASE_URL: butlr.url,
    HEADROOM_POLL_SECONDS: String(pollSeconds),
  })
  const browser = await chromium.launch({
    executablePath: findBrowser() ?? '',
    args: browserArguments,
  })
  try {
    // Side by side: what one account's Butlr does must not touch another's.
    return await Promise.all(
      due.map(async ([mood, bar]) => {
        const gateway = await countPage(browser, headroom.url, mood)
        const received = butlr.received(mood)
        const counts = countKinds(received.map(({ kind }) => kind))
        const early = mood === '429' ? countEarly(received) : 0
        const met =
          isWithin(counts, bar) &&
          isWithin(gateway, { ...bar, ...ofGateway }) &&
          (counts['live poll'] ?? 0) > 0 &&
          early === 0
        return { mood, butlr: counts, gateway, due: bar, early, met }
      }),
    )
  } finally {
    await browser.close()
    await headroom.stop()
    await butlr.stop()
  }
}

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url
 * @param {Mood} mood
 * @returns {Promise<Counts>} what the page asked
 */
async function countPage(browser, url, mood) {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(url)
  await page.getByLabel('Email').fill(mood)
  await page.getByLabel('Password').fill('any')
  /** @type {string[]} */
  const kinds = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/')) kinds.push(kindOf(pathname, request.postData() ?? ''))
  })
  const signedIn = page.waitForResponse((response) => response.url().endsWith('/api/v2/login'))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await signedIn
  await page.waitForTimeout(watchedMs)
  await context.close()
  return countKinds(kinds)
}

/**
 * Requests that reached Butlr while it asked the account to wait. Those that were under way when it first asked, within
 * a second, knew nothing of it.
 *
 * @param {Received[]} received
 */
function countEarly(received) {
  const begin = received.find(({ kind }) => kind !== 'sign-in')?.at ?? 0
  return received.filter(({ at }) => at > begin + 1_000 && at < begin + retryAfterSeconds * 1_000)
    .length
}

/**
 * @param {string[]} kinds
 * @returns {Counts}
 */
function countKinds(kinds) {
  /** @type {Counts} */
  const counts = {}
  for (const kind of kinds.toSorted()) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

/**
 * @param {Counts} counts
 * @param {Counts} bar
 */
function isWithin(counts, bar) {
  return Object.entries(counts).every(([kind, count]) => count <= tolerance * (bar[kind] ?? 0))
}
