import { createServer } from 'node:http'
import { brotliCompressSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { launchBrowser, signIn } from './browser.mjs'
import { startProgram } from './harness.mjs'

const pairs = 7
/** 1.6 Mbit/s down and 750 kbit/s up, in bytes per second; the round trip takes 150 ms. */
const network = {
  downloadThroughput: 200_000,
  uploadThroughput: 93_750,
  latency: 150,
  offline: false,
}
const cpuSlowdown = 4
/** A page has settled when this much time has passed without a long task or a new largest contentful paint. */
const quietMs = 2_500
const demoRooms = 56

/**
 * One visit, in milliseconds: the time from navigation to the largest contentful paint, and the total time by which
 * tasks after the first paint exceed 50 ms.
 *
 * @typedef {{ paintMs: number, blockingMs: number }} Visit
 */

/**
 * Compares a signed-in visit to the demo building with a visit to a bare page that uses React and TanStack Query and
 * has the same number of cards, on a slow network and a slow CPU. The visits alternate, so that a change in the
 * machine's speed affects both pages.
 *
 * @returns {Promise<{ app: Visit, bare: Visit, ratio: number }>} medians; the ratio is the median of the pairs' ratios
 */
export async function measureFirstScreen() {
  const headroom = await startProgram('dist/server/main.js')
  const bare = await serveBarePage()
  const browser = await launchBrowser()
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await openSession(context, headroom.url)
    /** @type {Visit[]} */
    const appVisits = []
    /** @type {Visit[]} */
    const bareVisits = []
    for (let pair = 0; pair < pairs; pair += 1) {
      appVisits.push(await visit(context, headroom.url))
      bareVisits.push(await visit(context, bare.url))
    }
    const ratios = appVisits.map(({ paintMs }, at) => paintMs / (bareVisits[at]?.paintMs ?? 0))
    return { app: medianVisit(appVisits), bare: medianVisit(bareVisits), ratio: median(ratios) }
  } finally {
    await browser.close()
    await headroom.stop()
    await bare.stop()
  }
}

/**
 * @param {import('@playwright/test').BrowserContext} context
 * @param {string} url
 */
async function openSession(context, url) {
  const page = await context.newPage()
  await signIn(page, url)
  await page
    .getByRole('link', { name: /people|person/ })
    .nth(3)
    .waitFor()
  await page.close()
}

/** Loads a page without the HTTP cache, on the slow network and CPU, and measures until the page has settled. */
async function visit(context, url) {
  const page = await context.newPage()
  const devTools = await context.newCDPSession(page)
  await devTools.send('Network.enable')
  await devTools.send('Network.setCacheDisabled', { cacheDisabled: true })
  await devTools.send('Network.emulateNetworkConditions', network)
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
  await page.addInitScript(observePaints)
  await page.goto(url, { waitUntil: 'commit' })
  await page.waitForFunction(
    (quiet) => performance.now() - Reflect.get(window, 'benchVisit').changedAt > quiet,
    quietMs,
    { polling: 500 },
  )
  const { paintMs, blockingMs } = await page.evaluate(() => Reflect.get(window, 'benchVisit'))
  await page.close()
  return { paintMs, blockingMs }
}

/** Runs in the page: records the largest contentful paint, and long tasks after the first paint. */
function observePaints() {
  const visit = { paintMs: 0, blockingMs: 0, changedAt: 0 }
  Reflect.set(window, 'benchVisit', visit)
  let firstPaintAt = Number.POSITIVE_INFINITY
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries())
      if (name === 'first-contentful-paint') firstPaintAt = startTime
  }).observe({ type: 'paint', buffered: true })
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) {
      visit.paintMs = startTime
      visit.changedAt = performance.now()
    }
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      if (startTime + duration > firstPaintAt) visit.blockingMs += duration - 50
      visit.changedAt = performance.now()
    }
  }).observe({ type: 'longtask', buffered: true })
}

/** Builds the bare page and serves it compressed, as the gateway does. */
async function serveBarePage() {
  const root = fileURLToPath(new URL('bare-page/', import.meta.url))
  const result = await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: { write: false, target: 'es2022', modulePreload: { polyfill: false } },
  })
  /** @type {Map<string, { type: string, body: Buffer }>} */
  const files = new Map()
  const outputs = Array.isArray(result) ? result : 'output' in result ? [result] : []
  for (const file of outputs.flatMap(({ output }) => output)) {
    const source = file.type === 'chunk' ? file.code : file.source
    files.set(`/${file.fileName}`, {
      type: typeOf(file.fileName),
      body: brotliCompressSync(source),
    })
  }
  const rooms = Array.from({ length: demoRooms }, (_, at) => ({
    id: `room_${at}`,
    name: `Room ${at}`,
    people: at % 7,
    sensors: 1 + (at % 3),
  }))
  files.set('/rooms.json', {
    type: 'application/json',
    body: brotliCompressSync(JSON.stringify(rooms)),
  })
  const server = createServer(({ url = '' }, response) => {
    const file = files.get(url === '/' ? '/index.html' : url)
    if (!file) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': file.type, 'content-encoding': 'br' }).end(file.body)
  })
  await new Promise((resolve) => server.listen(0, () => resolve(undefined)))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    url: `http://localhost:${address.port}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** @param {string} name */
function typeOf(name) {
  if (name.endsWith('.js')) return 'text/javascript'
  return name.endsWith('.css') ? 'text/css' : 'text/html'
}

/** @param {Visit[]} visits */
function medianVisit(visits) {
  const middle = visits.toSorted((a, b) => a.paintMs - b.paintMs)[Math.floor(visits.length / 2)]
  if (!middle) throw new Error('There were no visits.')
  return { ...middle, blockingMs: median(visits.map(({ blockingMs }) => blockingMs)) }
}

/** @param {number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}
