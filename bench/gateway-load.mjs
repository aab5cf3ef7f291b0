import { request } from 'node:http'
import { readdirSync, statSync } from 'node:fs'
import { boardDraft, createClient, pairScreen, startProgram } from './harness.mjs'
import { startUpstream } from './upstream-stub.mjs'

/**
 * Number of repetitions of each measurement. The lowest result counts, because other processes also load the machine.
 */
const rounds = 5
/** Number of requests for the largest script. */
const assetRequests = 200
/** Number of concurrent connections on which the script is requested. */
const connections = 50

/**
 * Measures the longest event-loop delay of the gateway, in milliseconds: while it is idle, while it serves 200 gzip
 * requests for its largest script, while it serves one report of 30 MB, and while it serves the topology of 5,000 rooms
 * to a page and a board of all these rooms to a display. `calibrationMs` is the time of a fixed computation on this
 * machine. `report` is the size of the compressed report in bytes, and `topology` the size of Butlr's topology response
 * in bytes.
 *
 * @returns {Promise<
 *   Record<
 *     'idleMs' | 'assetsMs' | 'reportMs' | 'topologyMs' | 'calibrationMs' | 'report' | 'topology',
 *     number
 *   >
 * >}
 */
export async function measureGatewayLoad() {
  const upstream = await startUpstream()
  const preload = new URL('./loop-delay.mjs', import.meta.url)
  const headroom = await startProgram('dist/server/main.js', [], {
    BUTLR_BASE_URL: upstream.url,
    BUTLR_CLIENT_ID: 'bench',
    BUTLR_CLIENT_SECRET: 'bench',
    NODE_OPTIONS: `--import ${preload.href}`,
  })
  const longest = (/** @type {() => Promise<unknown>} */ work) =>
    measureLongestDelay(headroom.child, work)
  try {
    const cookie = await signIn(headroom.url)
    const script = largestScript()
    const assets = () => serveAssets(`${headroom.url}${script}`)
    let report = 0
    const series = async () => {
      report = await serveReport(headroom.url, cookie)
    }
    const topology = createTopologyLoad(headroom.url)
    // Warms up, so that one-time work such as starting a thread is not measured.
    await assets()
    await series()
    await topology()
    return {
      idleMs: await longest(() => new Promise((resolve) => setTimeout(resolve, 1_000))),
      assetsMs: await longest(assets),
      reportMs: await longest(series),
      topologyMs: await longest(topology),
      calibrationMs: calibrate(),
      report,
      topology: upstream.topologyBytes,
    }
  } finally {
    await headroom.stop()
    upstream.close()
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {() => Promise<unknown>} work
 */
async function measureLongestDelay(child, work) {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round += 1) {
    await sendMessage(child, 'start')
    await work()
    least = Math.min(least, await sendMessage(child, 'stop'))
  }
  return least
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} message
 * @returns {Promise<number>}
 */
function sendMessage(child, message) {
  return new Promise((resolve) => {
    child.once('message', (/** @type {{ longestMs: number }} */ { longestMs }) =>
      resolve(longestMs),
    )
    child.send(message)
  })
}

/** @param {string} url */
async function serveAssets(url) {
  let left = assetRequests
  const worker = async () => {
    while (left > 0) {
      left -= 1
      const { headers } = await read(url, { headers: { 'accept-encoding': 'gzip' } })
      if (headers['content-encoding'] !== 'gzip')
        throw new Error('The gateway sent an asset without gzip.')
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
}

/**
 * @param {string} url
 * @param {string} cookie
 * @returns {Promise<number>} size of the compressed report in bytes
 */
async function serveReport(url, cookie) {
  const body = JSON.stringify({
    group_by: { order: ['room_id', 'time'] },
    window: { every: '1m', function: 'last' },
    filter: { start: '-24h', measurements: ['presence'] },
  })
  const headers = { ...jsonFrom(url), cookie, 'accept-encoding': 'gzip' }
  const { bytes } = await read(`${url}/api/v3/reporting`, { method: 'POST', headers }, body)
  return bytes
}

/**
 * Returns a function that signs in to a new account, requests the topology and live readings as the page does, and
 * pairs a new display with a new board of all rooms.
 *
 * @param {string} url
 */
function createTopologyLoad(url) {
  let accounts = 0
  return async () => {
    accounts += 1
    const staff = createClient(url)
    await staff('POST', '/api/v2/login', { username: `${accounts}@example.com`, password: 'x' })
    for (const document of ['places', 'sensors']) {
      requireOk(await staff('POST', '/api/v3/graphql', { document }))
    }
    requireOk(await staff('POST', '/api/v3/reporting', livePoll))
    const screen = await pairScreen(url, staff, { ...boardDraft, rooms: { kind: 'all' } })
    requireOk(await screen('GET', '/api/display/board'))
    requireOk(await screen('GET', '/api/display/readings'))
  }
}

/** The request body of the live poll (`currentOccupancyRequest`). */
const livePoll = {
  group_by: { order: ['room_id', 'mac_address'] },
  window: { every: '1s', function: 'max' },
  filter: { start: '-2m', measurements: ['presence'], value: { gte: 0 } },
}

/** @param {{ status: number, text: string }} response */
function requireOk({ status, text }) {
  if (status !== 200) throw new Error(`The gateway returned ${status}: ${text.slice(0, 200)}`)
}

/** @param {string} url */
async function signIn(url) {
  const body = JSON.stringify({ username: 'ada@example.com', password: 'x' })
  const headers = jsonFrom(url)
  const response = await read(`${url}/api/v2/login`, { method: 'POST', headers }, body)
  return (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ')
}

/** @param {string} url */
function jsonFrom(url) {
  return { 'content-type': 'application/json', origin: url }
}

/**
 * @param {string} url
 * @param {import('node:http').RequestOptions} options
 * @param {string} [body]
 * @returns {Promise<{ headers: import('node:http').IncomingHttpHeaders, bytes: number }>}
 */
function read(url, options, body) {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { ...options, agent: false }, (response) => {
      let bytes = 0
      response.on('data', (/** @type {Buffer} */ chunk) => (bytes += chunk.length))
      response.on('error', reject)
      response.on('end', () => {
        if (response.statusCode === 200) resolve({ headers: response.headers, bytes })
        else reject(new Error(`${url} returned ${response.statusCode}.`))
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

function largestScript() {
  const folder = new URL('../dist/client/assets/', import.meta.url)
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'))
  const sizeOf = (/** @type {string} */ name) => statSync(new URL(name, folder)).size
  return `/assets/${scripts.toSorted((a, b) => sizeOf(b) - sizeOf(a))[0]}`
}

/** Returns the time of a fixed computation in milliseconds: the minimum of five runs. */
export function calibrate() {
  let least = Number.POSITIVE_INFINITY
  for (let run = 0; run < 5; run += 1) {
    const begun = performance.now()
    let sum = 0
    for (let step = 0; step < 20_000_000; step += 1) sum = (sum * 31 + step) % 1_000_003
    if (sum < 0) throw new Error('The calibration computed a wrong result.')
    least = Math.min(least, performance.now() - begun)
  }
  return least
}
