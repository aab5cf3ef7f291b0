import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { RoomHistory } from '#src/contract/history.ts'
import { startHistoryProcess, type ClientTimer } from '#server/history/history-client.ts'
import type { HistoryLog } from '#server/history/process-log.ts'
import { demoCredentials } from '#server/simulator/accounts/accounts.ts'
import { parseBody, readError, startHeadroom } from './test-headroom.ts'
import { historyPath, writeSimulatedHistory } from './test-room-history.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
// The folder is inside the project, so that the bundle resolves its packages as in production.
const scratch = mkdtempSync(join(root, 'node_modules', '.headroom-history-'))
const file = pathToFileURL(join(scratch, 'history-process.js'))
let written = { root: '', room: '', remove: async () => {} }

beforeAll(async () => {
  written = await writeSimulatedHistory()
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: { ssr: 'server/history/history-process.ts', target: 'node20', outDir: scratch },
  })
}, 300_000)
afterAll(async () => {
  rmSync(scratch, { recursive: true })
  await written.remove()
})

/** Creates a timer whose waits end when the test advances it. */
function createManualTimer() {
  let time = 0
  const waits = new Set<{ at: number; resolve: () => void }>()
  const timer: ClientTimer = {
    now: () => time,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const wait = { at: time + ms, resolve }
        waits.add(wait)
        signal.addEventListener('abort', () => resolve(), { once: true })
      }),
  }
  return {
    timer,
    advance: (ms: number) => {
      time += ms
      for (const wait of waits) {
        if (wait.at > time) continue
        waits.delete(wait)
        wait.resolve()
      }
    },
  }
}

/** Starts Headroom with a real history process that collects nothing, because another gateway holds the lease. */
async function start() {
  const { timer, advance } = createManualTimer()
  const pids: number[] = []
  const events: Record<string, unknown>[] = []
  const record = (fields: Record<string, unknown>, msg: string) => {
    events.push({ ...fields, msg })
    if (typeof fields['pid'] === 'number') pids.push(fields['pid'])
  }
  const log: HistoryLog = { info: record, warn: record, error: record }
  let stop = async () => {}
  const headroom = await startHeadroom({
    history: {
      keepDays: 400,
      keepsSmallRoomMinutes: false,
      start(gateway) {
        const client = startHistoryProcess({
          file,
          config: {
            directory: written.root,
            requestsPerMinute: 20,
            backfillDays: 60,
            keepDays: 400,
            keepsSmallRoomMinutes: false,
          },
          gateway: { ...gateway, lease: async () => ({ ok: true, value: null }) },
          log,
          timer,
        })
        stop = client.stop
        onTestFinished(client.stop)
        return client
      },
    },
  })
  const person = await headroom.signIn(demoCredentials)
  const history = () => person.get(historyPath(written.room, 24))
  return { person, history, pids, events, advance, stop: () => stop() }
}

const livePoll = {
  group_by: { order: ['room_id', 'mac_address'] },
  window: { every: '1s', function: 'max' },
  filter: { start: '-2m', measurements: ['presence'], value: { gte: 0 } },
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a query fails when its process is killed, live data continues, and later queries succeed', async () => {
  const { person, history, pids, events, advance } = await start()
  await expect.poll(async () => (await history()).status, { timeout: 300_000 }).toBe(200)
  const [pid = 0] = pids
  // A stopped process does not answer, so the query is in progress when the process is killed.
  process.kill(pid, 'SIGSTOP')
  const interrupted = history()
  const live = person.post('/api/v3/reporting', livePoll)
  expect((await live).status).toBe(200)
  process.kill(pid, 'SIGKILL')
  expect(await readError(await interrupted)).toMatchObject({
    status: 503,
    code: 'history_unavailable',
  })
  const next = await history()
  expect(next.status).toBe(503)
  expect(next.headers.get('Retry-After')).toBe('1')
  expect((await person.post('/api/v3/reporting', livePoll)).status).toBe(200)
  expect(events).toContainEqual(
    expect.objectContaining({ msg: 'history process ended', reason: 'SIGKILL', restartMs: 1_000 }),
  )
  advance(1_000)
  await expect.poll(() => pids.length).toBe(2)
  await expect.poll(async () => (await history()).status, { timeout: 300_000 }).toBe(200)
  expect(await parseBody(RoomHistory, await history())).toMatchObject({ peak: { people: 3 } })
}, 900_000)

test('the history process ends when the gateway stops it', async () => {
  const { pids, stop } = await start()
  const [pid = 0] = pids
  expect(isRunning(pid)).toBe(true)
  await stop()
  expect(isRunning(pid)).toBe(false)
}, 300_000)
