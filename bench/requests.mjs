import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { launchBrowser } from './browser.mjs'
import { startProgram } from './harness.mjs'

/** @typedef {'healthy' | 'topology refused' | '429' | '500' | 'hang'} Scenario how Butlr responds to an account */
/** @typedef {{ kind: string, at: number }} Received */

export const retryAfterSeconds = 7

/**
 * Starts a Butlr stub that records the requests of each account. The user name of an account selects the scenario of
 * the responses, so that one gateway can be measured in all scenarios in parallel.
 *
 * @returns {Promise<{ url: string, received: (scenario: Scenario) => Received[], stop: () => Promise<void> }>}
 */
export async function startScriptedButlr() {
  /** @type {Map<string, Received[]>} */
  const received = new Map()
  const server = createServer((request, response) => {
    void (async () => {
      const body = await text(request)
      const kind = kindOf(request.url ?? '', body)
      const token = request.headers.authorization?.replace('Bearer ', '') ?? ''
      const scenario =
        kind === 'sign-in' ? scenarioOf(JSON.parse(body).username) : decodeURIComponent(token)
      received.set(scenario, [...(received.get(scenario) ?? []), { kind, at: performance.now() }])
      const scripted = responseFor(kind, scenario)
      if (scripted === null) return
      const { status, headers, json } = scripted
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(JSON.stringify(json))
    })()
  })
  await new Promise((/** @type {(value?: undefined) => void} */ resolve) =>
    server.listen(0, '127.0.0.1', () => resolve()),
  )
  const address = server.address()
  if (address === null || typeof address === 'string')
    throw new Error('The stub is not listening on a port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    received: (scenario) => received.get(scenario) ?? [],
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/**
 * Returns the kind of a request, as the benchmark prints it.
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

/**
 * @param {string} kind
 * @param {string} scenario
 * @returns {{ status: number, headers?: Record<string, string>, json: unknown } | null} null for no response
 */
function responseFor(kind, scenario) {
  if (kind === 'sign-in') {
    return { status: 200, json: { access_token: encodeURIComponent(scenario), expires_in: 3_600 } }
  }
  if (scenario === 'hang') return null
  if (scenario === '500') return { status: 500, json: {} }
  if (scenario === '429') {
    return { status: 429, headers: { 'retry-after': String(retryAfterSeconds) }, json: {} }
  }
  const isTopology = kind === 'places' || kind === 'sensors'
  if (scenario === 'topology refused' && isTopology) return { status: 403, json: {} }
  if (kind === 'places') return { status: 200, json: { data: { sites: { data: [] } } } }
  if (kind === 'sensors') {
    return { status: 200, json: { data: { sensors: { data: [] }, hives: { data: [] } } } }
  }
  return { status: 200, json: { data: kind === 'live poll' ? { room_1: { mac_1: reading } } : {} } }
}

/** @typedef {Record<string, number>} Counts number of requests by kind */

const watchedMs = 20_000
const pollSeconds = 5
/** Factor by which a count may exceed the expected count. */
const tolerance = 1.2

/** Maximum number of live polls; jitter shortens the poll interval by up to 10%. */
const livePolls = 1 + Math.floor(watchedMs / (0.9 * pollSeconds * 1_000))
/** Maximum number of tries: one request at the start, and one after each Retry-After period. */
const tries = 1 + Math.floor(watchedMs / (retryAfterSeconds * 1_000))
const once = { 'sign-in': 1, places: 1, sensors: 1 }
/**
 * The expected requests to Butlr. If Butlr does not respond, the gateway's timeout of 15 s and a pause allow at most
 * two polls.
 *
 * @type {[Scenario, Counts][]}
 */
const due = [
  ['healthy', { ...once, histories: 1, 'live poll': livePolls }],
  ['topology refused', { ...once, histories: 1, 'live poll': livePolls }],
  ['429', { 'sign-in': 1, places: tries, sensors: tries, 'live poll': tries }],
  ['500', { ...once, 'live poll': livePolls }],
  ['hang', { ...once, 'live poll': 2 }],
]
/** Requests that the gateway handles without Butlr. */
const gatewayRequests = { session: 1, overrides: 1 }

/**
 * The requests of one page in the first 20 s after sign-in, in each scenario.
 *
 * @typedef {object} RequestResult
 * @property {Scenario} scenario
 * @property {Counts} butlr requests that reached Butlr
 * @property {Counts} gateway requests that the page sent
 * @property {Counts} due expected requests to Butlr
 * @property {number} early requests that reached Butlr before the end of a Retry-After period
 * @property {boolean} met true if no kind exceeds 1.2 times its expected number, at least one live poll was sent, and
 *   no request was early
 */

/**
 * @param {Scenario} scenario
 * @returns {string} the account whose requests get the responses of this scenario
 */
function emailOf(scenario) {
  return `${scenario.replaceAll(' ', '-')}@headroom.example`
}

/**
 * @param {string} email
 * @returns {Scenario | undefined}
 */
function scenarioOf(email) {
  return due.find(([scenario]) => emailOf(scenario) === email)?.[0]
}

/** @returns {Promise<RequestResult[]>} */
export async function measureRequests() {
  const butlr = await startScriptedButlr()
  const headroom = await startProgram('dist/server/main.js', [], {
    BUTLR_BASE_URL: butlr.url,
    HEADROOM_POLL_SECONDS: String(pollSeconds),
  })
  const browser = await launchBrowser()
  try {
    // The scenarios run in parallel, to check that Butlr's responses to one account do not affect the others.
    return await Promise.all(
      due.map(async ([scenario, expected]) => {
        const gateway = await countPage(browser, headroom.url, scenario)
        const received = butlr.received(scenario)
        const counts = countKinds(received.map(({ kind }) => kind))
        const early = scenario === '429' ? countEarly(received) : 0
        const met =
          isWithin(counts, expected) &&
          isWithin(gateway, { ...expected, ...gatewayRequests }) &&
          (counts['live poll'] ?? 0) > 0 &&
          early === 0
        return { scenario, butlr: counts, gateway, due: expected, early, met }
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
 * @param {Scenario} scenario
 * @returns {Promise<Counts>} the requests that the page sent
 */
async function countPage(browser, url, scenario) {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(url)
  await page.getByLabel('Email').fill(emailOf(scenario))
  await page.getByLabel('Password', { exact: true }).fill('any')
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
 * Counts the requests that reached Butlr during the Retry-After period of the account. Ignores the first second,
 * because requests that are already in flight when the first 429 response arrives cannot wait.
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
 * @param {Counts} expected
 */
function isWithin(counts, expected) {
  return Object.entries(counts).every(([kind, count]) => count <= tolerance * (expected[kind] ?? 0))
}
