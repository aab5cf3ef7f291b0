import { createServer, request } from 'node:http'
import { readdirSync, statSync } from 'node:fs'
import { startProgram } from './harness.mjs'

/** Number of rounds. The shortest delay counts, because other processes use the machine too. */
const rounds = 5
const assetRequests = 200
const connections = 50
const reportBytes = 30 * 1024 * 1024

/**
 * Measures the longest event-loop delay of the gateway in milliseconds: idle, while it serves 200 gzip requests for its
 * largest script, and while it serves one report of 30 MB. `calibrationMs` is the time of a fixed computation on this
 * machine; `report` is the size of the compressed report in bytes.
 *
 * @returns {Promise<{ idleMs: number, assetsMs: number, reportMs: number, calibrationMs: number, report: number }>}
 */
export async function measureGatewayLoad() {
  const upstream = await startUpstream()
  const preload = new URL('./loop-delay.mjs', import.meta.url)
  const headroom = await startProgram('dist/server/main.js', [], {
    BUTLR_BASE_URL: upstream.url,
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
    // Warms up, so that one-time work such as starting a thread is not measured.
    await assets()
    await series()
    return {
      idleMs: await longest(() => new Promise((resolve) => setTimeout(resolve, 1_000))),
      assetsMs: await longest(assets),
      reportMs: await longest(series),
      calibrationMs: calibrate(),
      report,
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

/** Starts a Butlr stub that accepts every login and returns a day of one-minute values for many rooms. */
async function startUpstream() {
  const series = daySeries()
  const server = createServer((incoming, response) => {
    incoming.resume().on('end', () => {
      response.setHeader('content-type', 'application/json')
      if (incoming.url?.endsWith('/login')) response.end('{"access_token":"t","expires_in":3600}')
      else response.end(series)
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() }
}

function daySeries() {
  const start = Date.parse('2026-11-25T00:00:00Z')
  const rooms = []
  let bytes = 0
  for (let room = 0; bytes < reportBytes; room += 1) {
    const minutes = Array.from({ length: 1_440 }, (_, minute) => {
      const count = (room * 7 + minute) % 9
      const leaf = { sum: count, min: count, max: count, count: 1, mean: count }
      const rest = { median: count, stddev: 0, first: count, last: count }
      return `"${new Date(start + minute * 60_000).toISOString()}":${JSON.stringify({ ...leaf, ...rest })}`
    })
    const text = `"room_${String(room).padStart(27, '0')}":{${minutes.join(',')}}`
    bytes += text.length + 1
    rooms.push(text)
  }
  return Buffer.from(`{"data":{${rooms.join(',')}}}`)
}

/** Returns the time of a fixed computation in milliseconds: the minimum of five runs. */
function calibrate() {
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
