import { minuteMs, minutesPerDay, type UnixMinute } from '#src/domain/history/minutes.ts'
import { createCollector, type Collector } from '#server/history/collector/collector.ts'
import { isOutdated } from '#server/history/collector/derivation-inputs.ts'
import { dueMinutesOfDay, historyRange } from '#server/history/collector/due-minutes.ts'
import { loadIndex } from '#server/history/files/history-index.ts'
import { dayFile, dayStart } from '#server/history/files/layout.ts'
import { covers } from '#server/history/files/minute-ranges.ts'
import { decodeSensorDay } from '#server/history/files/sensor-file.ts'
import type { HistoryFailure, Result } from '#server/history/protocol.ts'
import { createHistoryUpstream, type HistoryUpstream } from './history-upstream.ts'
import { createMemoryDisk, type MemoryDisk } from './memory-file-system.ts'

const root = '/history/estate'
const backfillDays = 1
const keepDays = 3
/** Age in milliseconds at which the upstream stops correcting a reading. */
const provisionalMs = 11 * minuteMs
const startAt = Date.UTC(2026, 9, 24, 4, 30)

/** Derives no rooms, so that the schedules take less time. */
function* deriveNothing(): Generator<undefined, []> {
  yield
  return []
}

type Process = { collector: Collector; isKilled: boolean; killed: Promise<void>; waitMs: number }
type Lease = { generation: number; holder: symbol | null; until: number }

/**
 * Runs two gateways that collect into the same folder, with random kills, failing file operations and requests, lost
 * leases, power failures and damaged files. Then runs one gateway without faults until it has collected everything.
 *
 * @returns descriptions of all differences between the files and the upstream
 */
export async function runHistorySchedule(seed: number): Promise<string[]> {
  const random = createRandom(seed)
  let clock = startAt
  const now = () => clock
  const disk = createMemoryDisk(random)
  const upstream = createHistoryUpstream({
    seed,
    now,
    minutesPerReading: 90,
    maxMinutes: 100 + Math.floor(random() * 800),
    moveAt: startAt / minuteMs + Math.floor(random() * 400) - 100,
  })
  const lease: Lease = { generation: 0, holder: null, until: 0 }
  /** Probability of a fault at each file operation and request. */
  const faults = { kill: random() * 0.02, file: random() * 0.04, request: random() * 0.3 }
  const start = () => startProcess({ disk, upstream, lease, faults, now, random })
  const processes = [start(), start()]

  for (let round = 0; round < 12; round += 1) {
    const running = random() < 0.3 ? [0, 1] : [random() < 0.5 ? 0 : 1]
    for (let count = Math.floor(random() * 8); count >= 0; count -= 1) {
      await Promise.all(running.map((index) => stepOnce(processes[index])))
      const waits = running.map((index) => processes[index]?.waitMs ?? 0)
      clock += Math.min(...waits)
    }
    for (const [index, process] of processes.entries()) {
      if (process.isKilled || random() < 0.1) processes[index] = restart(process, start)
    }
    if (random() < 0.2) lease.until = 0
    if (random() < 0.3) clock += Math.floor(random() * 20) * minuteMs
    if (random() < 0.1) damageFile(disk, random)
    if (random() < 0.08) {
      disk.losePower()
      for (const [index, process] of processes.entries()) processes[index] = restart(process, start)
    }
  }

  Object.assign(faults, { kill: 0, file: 0, request: 0 })
  for (const process of processes) process.isKilled = true
  lease.until = 0
  const last = start()
  for (let count = 0; count < 1_000 && !isDone(last); count += 1) {
    await stepOnce(last)
    clock += last.waitMs
  }
  clock += provisionalMs
  const settled = Math.floor(clock / minuteMs) - 11
  for (let count = 0; count < 1_000; count += 1) {
    await stepOnce(last)
    if (isDone(last) && (await isSettled(disk, settled))) break
    // Minutes that were provisional before a fault wait for the next request that the budget allows.
    clock += last.waitMs
  }
  return verify(disk, upstream, { now, settled }, last)
}

const isDone = ({ collector, waitMs }: Process) =>
  waitMs > 0 && collector.status().state === 'current'

/** Returns whether the files contain the final readings of all minutes before `settled`. */
async function isSettled(disk: MemoryDisk, settled: UnixMinute): Promise<boolean> {
  const index = await loadIndex(disk.connect(), root, async () => {})
  const { from } = historyRange(index, settled, { backfillDays, keepDays })
  for (let day = dayStart(from); day < settled; day += minutesPerDay) {
    if (dueMinutesOfDay(index, day, { from, to: settled }).length > 0) return false
  }
  return true
}

type ProcessDeps = {
  disk: MemoryDisk
  upstream: HistoryUpstream
  lease: Lease
  faults: { kill: number; file: number; request: number }
  now: () => number
  random: () => number
}

function startProcess({ disk, upstream, lease, faults, now, random }: ProcessDeps): Process {
  const self = Symbol('gateway')
  let kill: () => void = () => undefined
  const killed = new Promise<void>((resolve) => {
    kill = resolve
  })
  const files = disk.connect(() => {
    if (process.isKilled || random() < faults.kill) {
      process.isKilled = true
      kill()
      return 'kill'
    }
    return random() < faults.file ? 'fail' : 'continue'
  })
  const failures: HistoryFailure[] = [
    { code: 'unavailable' },
    { code: 'busy', retryAfterSeconds: 20 },
    { code: 'too_large' },
  ]
  const unlessFaulty = <T>(run: () => Result<T>): Result<T> => {
    const failure = failures[Math.floor(random() * failures.length)] ?? { code: 'failed' }
    return random() < faults.request ? { ok: false, failure } : run()
  }
  const collector = createCollector({
    gateway: {
      report: async (body) => unlessFaulty(() => upstream.report(body)),
      topology: async () => unlessFaulty(() => ({ ok: true, value: upstream.topology() })),
      capacities: async () => ({ ok: true, value: {} }),
      time: async () => ({ ok: true, value: now() }),
      async lease(generation) {
        const isHolder = lease.holder === self && lease.generation === generation
        if (!isHolder && lease.until > now()) return { ok: true, value: null }
        if (!isHolder) {
          lease.generation += 1
          lease.holder = self
        }
        lease.until = now() + 30_000
        return { ok: true, value: lease.generation }
      },
    },
    files,
    root,
    elapsed: now,
    machineTime: now,
    log: { info: () => undefined, warn: () => undefined },
    requestsPerMinute: 60,
    backfillDays,
    keepDays,
    areSmallRoomsKept: true,
    derive: deriveNothing,
  })
  const process: Process = { collector, isKilled: false, killed, waitMs: 0 }
  return process
}

function restart(process: Process, start: () => Process): Process {
  process.isKilled = true
  return start()
}

/** Runs one step of the collector. Resolves early if the process is killed. */
async function stepOnce(process: Process | undefined): Promise<void> {
  if (process === undefined || process.isKilled) return
  const wait = await Promise.race([process.collector.step(), process.killed])
  process.waitMs = wait ?? 0
}

function damageFile(disk: MemoryDisk, random: () => number): void {
  const paths = [...disk.files.keys()].filter((path) => path.endsWith('.parquet'))
  const path = paths[Math.floor(random() * paths.length)]
  const bytes = path === undefined ? undefined : disk.files.get(path)
  if (path === undefined || bytes === undefined) return
  const damaged = bytes.slice(0, Math.ceil(bytes.length * (random() < 0.5 ? 1 : random())))
  for (let count = 0; count < 20; count += 1) {
    damaged[Math.floor(random() * damaged.length)] = Math.floor(random() * 256)
  }
  disk.overwrite(path, damaged)
}

async function verify(
  disk: MemoryDisk,
  upstream: HistoryUpstream,
  { now, settled }: { now: () => number; settled: UnixMinute },
  { collector }: Process,
): Promise<string[]> {
  const problems: string[] = []
  const index = await loadIndex(disk.connect(), root, async (path) => {
    problems.push(`${path} is unreadable`)
  })
  const status = collector.status()
  if (status.state !== 'current') problems.push(`state ${status.state}: ${status.reason}`)
  const end = Math.floor(now() / minuteMs)
  const range = historyRange(index, end, { backfillDays, keepDays })
  const found: string[] = []
  for (const [building, days] of index.sensors) {
    for (const [day, info] of days) {
      if (isOutdated(index, building, day)) problems.push(`${building} ${day} is outdated`)
      const due = { from: Math.max(day, range.from), to: Math.min(settled, day + minutesPerDay) }
      if (!covers(info.collected, due)) problems.push(`${building} ${day} has a gap`)
      const bytes = disk.files.get(`${root}/${dayFile('sensor-minutes', building, day)}`)
      const { minutes } = await decodeSensorDay(bytes ?? new Uint8Array(), day)
      for (const [row, minute] of minutes.minute.entries()) {
        const series = minutes.series[minutes.seriesAt[row] ?? 0]
        if (minute >= range.from && minute < settled) {
          found.push(
            [series?.roomId, series?.mac, minute, minutes.last[row], minutes.max[row]].join(),
          )
        }
      }
    }
  }
  const expected = upstream
    .readings(range.from, settled)
    .map(({ roomId, mac, minute, last, max }) => [roomId, mac, minute, last, max].join())
  if (found.toSorted().join('\n') !== expected.toSorted().join('\n')) {
    const missing = expected.filter((one) => !found.includes(one)).length
    const others = found.filter((one) => !expected.includes(one)).length
    problems.push(`${missing} readings missing, ${others} wrong, ${found.length} found`)
  }
  return problems
}

/** Returns a generator of numbers from 0 to 1 (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0
    let hash = Math.imul(state ^ (state >>> 15), 1 | state)
    hash = (hash + Math.imul(hash ^ (hash >>> 7), 61 | hash)) ^ hash
    return ((hash ^ (hash >>> 14)) >>> 0) / 2 ** 32
  }
}
