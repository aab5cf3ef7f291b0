import { fork } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { calibrate } from './gateway-load.mjs'
import { createClient, startProgram } from './harness.mjs'
import { loadLowerPriority, roomId, writeHistory } from './history-data.mjs'

const size = { rooms: 50, days: 61 }
const queriedDays = 60
const blocks = 5
/** Number of queries before the measurement. */
const warmUps = 4
const pollsPerBlock = 100
const dayMs = 86_400_000

/** Monday to Friday, 08:00 to 18:00. */
const workday = [{ from: 8, to: 18 }]
export const opening = {
  hours: [workday, workday, workday, workday, workday, [], []],
  closedDays: [],
}

/** The request body of the live poll (`currentOccupancyRequest`). */
const livePoll = {
  group_by: { order: ['room_id', 'mac_address'] },
  window: { every: '1s', function: 'max' },
  filter: { start: '-2m', measurements: ['presence'], value: { gte: 0 } },
}

/**
 * Measures history queries, in milliseconds: the time for all figures of one room over 60 days (median of five rooms),
 * and the 95th percentile of a gateway's live polls when idle and during queries (medians of five blocks).
 */
export async function measureHistory() {
  const directory = mkdtempSync(join(tmpdir(), 'headroom-bench-history-'))
  const today = Math.floor(Date.now() / dayMs) * (dayMs / 60_000)
  const from = today - size.days * 1_440
  await writeHistory(directory, { ...size, from })
  const history = await startHistoryProcess(directory)
  const query = (/** @type {number} */ room) =>
    history.query('room', {
      room: roomId(room % size.rooms),
      timeZone: 'Europe/Berlin',
      capacity: 8,
      range: { from, to: from + queriedDays * 1_440 },
      isSmall: false,
      opening,
      usedFromMinutes: 10,
    })
  try {
    const firstMs = await time(() => query(0))
    // The process runs for months, so its code is compiled after a few queries.
    for (let round = 1; round < warmUps; round += 1) await query(round)
    const rooms = []
    for (let round = 1; round <= 5; round += 1) rooms.push(await time(() => query(7 * round)))
    return {
      firstMs,
      roomMs: median(rooms),
      calibrationMs: calibrate(),
      ...(await measurePolls(query)),
    }
  } finally {
    history.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

/** @param {(room: number) => Promise<unknown>} query */
async function measurePolls(query) {
  const simulator = await startProgram('dist/server/simulator.js', ['--port', '0', '--rooms', '50'])
  const headroom = await startProgram('dist/server/main.js', [], { BUTLR_BASE_URL: simulator.url })
  try {
    const staff = createClient(headroom.url)
    const login = { username: 'demo@headroom.example', password: 'demo' }
    await staff('POST', '/api/v2/login', login)
    const poll = () => time(() => staff('POST', '/api/v3/reporting', livePoll))
    const idle = []
    const busy = []
    await measureBlock(poll)
    for (let block = 0; block < blocks; block += 1) {
      idle.push(await measureBlock(poll))
      const load = startQueries(query)
      busy.push(await measureBlock(poll))
      await load.stop()
    }
    return { idleMs: median(idle), busyMs: median(busy) }
  } finally {
    await headroom.stop()
    await simulator.stop()
  }
}

/**
 * Runs queries one after another until `stop` is called.
 *
 * @param {(room: number) => Promise<unknown>} query
 */
function startQueries(query) {
  const stopping = new AbortController()
  const finished = (async () => {
    for (let room = 0; !stopping.signal.aborted; room += 1) await query(room)
  })()
  return {
    stop() {
      stopping.abort()
      return finished
    },
  }
}

/**
 * Returns the 95th percentile of the poll times, in milliseconds.
 *
 * @param {() => Promise<number>} poll
 */
async function measureBlock(poll) {
  const times = []
  for (let count = 0; count < pollsPerBlock; count += 1) times.push(await poll())
  return times.toSorted((a, b) => a - b)[Math.floor(0.95 * pollsPerBlock)] ?? 0
}

/**
 * Starts the built history process. The benchmark takes the place of the gateway and refuses the lease, so that the
 * process collects nothing and only answers queries.
 *
 * @param {string} directory
 */
export async function startHistoryProcess(directory) {
  const config = {
    requestsPerMinute: 1,
    backfillDays: 0,
    keepDays: 400,
    keepsSmallRoomMinutes: false,
  }
  const lowerPriority = await loadLowerPriority()
  const child = fork('dist/server/history-process.js', [JSON.stringify({ ...config, directory })], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  lowerPriority(child)
  /** @type {Map<number, (result: { ok: boolean }) => void>} */
  const open = new Map()
  let lastId = 0
  child.on('message', (/** @type {any} */ message) => {
    if (message.kind === 'response') open.get(message.id)?.(message.result)
    if (message.kind !== 'request') return
    child.send({ kind: 'response', id: message.id, result: { ok: true, value: null } })
  })
  return {
    /**
     * @param {'room' | 'placeRooms' | 'placeHours' | 'placeMoments' | 'placeMinutes' | 'placeSensors' | 'overCapacity'} name
     * @param {unknown} request
     */
    async query(name, request) {
      lastId += 1
      const id = lastId
      const result = await new Promise(
        (/** @type {(result: { ok: boolean }) => void} */ resolve) => {
          open.set(id, resolve)
          child.send({ kind: 'request', id, name, request })
        },
      )
      open.delete(id)
      if (!result.ok) throw new Error(`The history query failed: ${JSON.stringify(result)}`)
    },
    /** Returns the peak resident memory in bytes, or null if the system does not report it. */
    largestMemory() {
      const file = `/proc/${child.pid}/status`
      const status = existsSync(file) ? readFileSync(file, 'utf8') : ''
      const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]
      return kibibytes === undefined ? null : Number(kibibytes) * 1_024
    },
    stop: () => child.kill('SIGKILL'),
  }
}

/** @param {() => Promise<unknown>} work */
export async function time(work) {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** @param {number[]} values */
export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
