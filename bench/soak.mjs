/**
 * The part of `npm run soak` that needs real processes and a real page: kills a gateway under load, and checks that a
 * board in Chromium does not accumulate elements or listeners. Requires a build.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser } from './browser.mjs'
import { boardDraft, createClient } from './harness.mjs'

const displays = 30
const updates = 150
const data = mkdtempSync(join(tmpdir(), 'headroom-soak-'))

/** @param {string} port */
async function startGateway(port) {
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    env: { ...process.env, PORT: port, HEADROOM_DATA_DIR: data, HEADROOM_POLL_SECONDS: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout.resume()
  /** @type {string} */
  const url = await new Promise((resolve, reject) => {
    let printed = ''
    child.stderr.on('data', (/** @type {Buffer} */ chunk) => {
      printed += chunk.toString()
      const found = /http:\/\/localhost:\d+/.exec(printed)?.[0]
      if (found) resolve(found)
    })
    child.once('exit', () => reject(new Error(printed)))
  })
  return { child, url }
}

const board = { ...boardDraft, rooms: { kind: 'all' } }
const person = { username: 'demo@headroom.example', password: 'demo' }

let { child, url } = await startGateway('0')
const port = new URL(url).port
const staff = createClient(url)
await staff('POST', '/api/v2/login', person)
const { body: storedBoard } = await staff('POST', '/api/boards', board)

async function pair(code, name) {
  const { body } = await staff('POST', '/api/displays/pairing', { code })
  await staff('POST', '/api/displays', { code, requestId: body.id, name, boardId: storedBoard.id })
}

const screens = []
for (let index = 0; index < displays; index += 1) {
  const screen = createClient(url)
  const { body } = await screen('POST', '/api/display/pairing', {})
  await pair(body.code, `TV ${index}`)
  await screen('GET', '/api/display/pairing')
  screens.push(screen)
}
const load = new AbortController()
const loads = screens.map(async (screen) => {
  while (!load.signal.aborted) await screen('GET', '/api/display/readings').catch(() => null)
})
for (let kill = 0; kill < 3; kill += 1) {
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  const exited = new Promise((resolve) => void child.once('exit', resolve))
  child.kill('SIGKILL')
  await exited
  ;({ child } = await startGateway(port))
}
load.abort()
await Promise.all(loads)
const after = await Promise.all(screens.map((screen) => screen('GET', '/api/display/readings')))
const paired = after.filter(({ status }) => status === 200).length
console.log(`killed 3 times under load: ${paired} of ${displays} displays are still paired`)

const browser = await launchBrowser()
const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
await page.goto(`${url}/display`)
const code = await page.locator('.code').getAttribute('aria-label')
await pair((code ?? '').replaceAll(' ', ''), 'Page')
await page.getByRole('article').waitFor({ timeout: 60_000 })
const session = await page.context().newCDPSession(page)
await session.send('Performance.enable')
await session.send('HeapProfiler.enable')
/**
 * Returns the numbers of elements, nodes and listeners after a garbage collection, always on the first page of the
 * board.
 */
async function counts() {
  await page.getByRole('img', { name: /^Page 1 of / }).waitFor({ timeout: 180_000 })
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  /** @param {string} name */
  const value = (name) => metrics.find((metric) => metric.name === name)?.value ?? 0
  const elements = await page.evaluate(() => document.querySelectorAll('*').length)
  return { elements, nodes: value('Nodes'), listeners: value('JSEventListeners') }
}
/** @param {number} count */
async function pass(count) {
  for (let update = 0; update < count; update += 1) {
    await page.waitForResponse((response) => response.url().endsWith('/api/display/readings'))
  }
}
await pass(updates / 2)
const before = await counts()
await pass(updates)
let later = await counts()
// The number of states in the footer varies, so nodes are compared once the number of elements is the same as before.
for (let look = 0; look < 12 && later.elements !== before.elements; look += 1) {
  await pass(20)
  later = await counts()
}
console.log(
  `board over ${updates} updates: elements ${before.elements} → ${later.elements}, ` +
    `nodes ${before.nodes} → ${later.nodes}, listeners ${before.listeners} → ${later.listeners}`,
)
await browser.close()
child.kill('SIGTERM')
rmSync(data, { recursive: true, force: true })
const grown =
  later.elements !== before.elements ||
  later.listeners > before.listeners ||
  later.nodes > before.nodes
process.exitCode = paired === displays && !grown ? 0 : 1
