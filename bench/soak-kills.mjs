import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { boardDraft, createClient } from './harness.mjs'

const displays = 30
const kills = 3
const startTimeoutMs = 60_000

/**
 * Kills a gateway repeatedly while displays poll as fast as they can, and counts the displays that are still paired.
 *
 * @returns {Promise<{ displays: number, kills: number, paired: number }>}
 */
export async function measureKills() {
  const data = mkdtempSync(join(tmpdir(), 'headroom-soak-'))
  let gateway = await startGateway(data, '0')
  const { url } = gateway
  const load = new AbortController()
  try {
    const screens = await pairScreens(url)
    const loads = screens.map(async (screen) => {
      while (!load.signal.aborted) await screen('GET', '/api/display/readings').catch(() => null)
    })
    for (let kill = 0; kill < kills; kill += 1) {
      await setTimeout(2_000)
      await gateway.kill('SIGKILL')
      gateway = await startGateway(data, new URL(url).port)
    }
    load.abort()
    await Promise.all(loads)
    const after = await Promise.all(screens.map((screen) => screen('GET', '/api/display/readings')))
    return { displays, kills, paired: after.filter(({ status }) => status === 200).length }
  } finally {
    load.abort()
    await gateway.kill('SIGTERM')
    rmSync(data, { recursive: true, force: true })
  }
}

/**
 * @param {string} data the data directory
 * @param {string} port
 */
async function startGateway(data, port) {
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    env: { ...process.env, PORT: port, HEADROOM_DATA_DIR: data, HEADROOM_POLL_SECONDS: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const exited = new Promise((resolve) => void child.once('exit', resolve))
  /** @param {NodeJS.Signals} signal */
  const kill = async (signal) => {
    child.kill(signal)
    await exited
  }
  let printed = ''
  /** @type {Promise<string>} */
  const started = new Promise((resolve) => {
    child.stderr.on('data', (/** @type {Buffer} */ chunk) => {
      printed = (printed + chunk.toString()).slice(-4_000)
      const found = /http:\/\/localhost:\d+/.exec(printed)?.[0]
      if (found) resolve(found)
    })
  })
  const url = await Promise.race([
    started,
    exited,
    setTimeout(startTimeoutMs, null, { ref: false }),
  ])
  if (typeof url === 'string') return { url, kill }
  await kill('SIGKILL')
  throw new Error(`The gateway did not start: ${printed}`)
}

/** @param {string} url */
async function pairScreens(url) {
  const staff = createClient(url)
  await staff('POST', '/api/v2/login', { username: 'demo@headroom.example', password: 'demo' })
  const draft = { ...boardDraft, rooms: { kind: 'all' } }
  const { body: board } = await staff('POST', '/api/boards', draft)
  const screens = []
  for (let index = 0; index < displays; index += 1) {
    const screen = createClient(url)
    const { body: offer } = await screen('POST', '/api/display/pairing', {})
    const { code } = offer
    const { body: found } = await staff('POST', '/api/displays/pairing', { code })
    const pairing = { code, requestId: found.id, name: `TV ${index}`, boardId: board.id }
    await staff('POST', '/api/displays', pairing)
    await screen('GET', '/api/display/pairing')
    screens.push(screen)
  }
  return screens
}
