import { readFile, readlink, mkdir, open, stat, unlink, type FileHandle } from 'node:fs/promises'
import * as v from 'valibot'
import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { Log } from '#server/gateway/http/request-log.ts'
import { errorCode } from '#server/gateway/error-code.ts'
import { StoreFileError } from './store-file.ts'

/** Which process something belongs to. `machine` names this run of the machine and the table of processes that `pid` is in. */
const ProcessIdentity = v.object({ pid: v.number(), machine: v.string() })
type ProcessIdentity = v.InferOutput<typeof ProcessIdentity>
const StoredIdentity = v.pipe(v.string(), v.parseJson(), ProcessIdentity)

let cachedIdentity: Promise<ProcessIdentity> | null = null

/** Identifies this process. `machine` is empty where the system does not say (only Linux does). */
export function describeProcess(): Promise<ProcessIdentity> {
  cachedIdentity ??= readIdentity()
  return cachedIdentity
}

async function readIdentity(): Promise<ProcessIdentity> {
  try {
    const [boot, table] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      // Containers on one machine count their processes separately.
      readlink('/proc/self/ns/pid'),
    ])
    return { pid: process.pid, machine: `${boot.trim()} ${table}` }
  } catch {
    return { pid: process.pid, machine: '' }
  }
}

/** Whether a described process certainly has ended: it ran on this machine since its start, and is not there any more. */
async function hasProcessEnded(description: string): Promise<boolean> {
  const described = v.safeParse(StoredIdentity, description)
  if (!described.success) return false
  const { machine } = await describeProcess()
  const { pid, machine: itsMachine } = described.output
  if (machine === '' || itsMachine !== machine || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

/** The right to write a data directory, of which one process at a time has it. */
export type DirectoryLock = {
  /** Rejects once another process has taken the lock: nothing may be written any more. */
  ensureHeld: () => Promise<void>
  /** Gives the lock back. */
  release: () => Promise<void>
}

/** Time, given from outside so that tests move it. */
export type LockTimer = {
  /** Milliseconds of a monotonic clock. */
  now: () => number
  /** Resolves after so many milliseconds, or as soon as the signal aborts. */
  wait: (ms: number, signal?: AbortSignal) => Promise<void>
}

type LockOptions = {
  timer: LockTimer
  log: Pick<Log, 'warn' | 'info'>
  /** Called once when another process has taken the lock. */
  onLost: () => void
}

const refreshMs = 5_000
const pollIntervalMs = 500
/** A lock whose token has not changed for so long has no owner any more: three refreshes did not come. */
const staleMs = 15_000
const maxWaitMs = 30_000
const abandonedTurnMs = 5_000

/**
 * Takes the lock of a data directory: a file whose content the owner changes every five seconds. Whether an owner is alive
 * is judged by that change alone, never by the clocks of two machines; an owner on this machine whose process has ended
 * is not waited for. Where the directory cannot be written at all, it goes on without a lock and logs that.
 *
 * @throws StoreFileError when another process still holds it after 30 seconds, which a rolling deployment has to end
 */
export async function lockDirectory(
  directory: string,
  options: LockOptions,
): Promise<DirectoryLock> {
  const { timer, log, onLost } = options
  const path = join(directory, 'lock')
  const owner = randomUUID()
  let file: FileHandle
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    file = await acquire(path, owner, options)
  } catch (error) {
    if (error instanceof StoreFileError) throw error
    log.warn({ code: errorCode(error) }, 'the data directory cannot be locked')
    return { ensureHeld: async () => undefined, release: async () => undefined }
  }

  const stopped = new AbortController()
  let state: 'held' | 'lost' | 'released' = 'held'
  async function ensureHeld(): Promise<void> {
    const current = await readOwner(path)
    if (state === 'held' && (current === owner || current === null)) return
    if (state === 'held') {
      state = 'lost'
      onLost()
    }
    throw new Error('Another process uses the data directory.')
  }
  async function refresh(): Promise<void> {
    for (let count = 1; state === 'held'; count += 1) {
      await timer.wait(refreshMs, stopped.signal)
      if (state !== 'held') return
      try {
        await ensureHeld()
        await writeToken(file, owner, count)
      } catch (error) {
        if (state === 'held') log.warn({ code: errorCode(error) }, 'the lock is not refreshed')
      }
    }
  }
  void refresh()

  return {
    ensureHeld,
    async release() {
      const wasHeld = state === 'held'
      state = 'released'
      stopped.abort()
      if (wasHeld && (await readOwner(path)) === owner) await unlink(path).catch(() => undefined)
      await file.close().catch(() => undefined)
    },
  }
}

/** Creates the lock file, after its present owner is gone. The open file is written in place: it is never someone else's. */
async function acquire(
  path: string,
  owner: string,
  { timer, log }: LockOptions,
): Promise<FileHandle> {
  const begun = timer.now()
  let seen = { token: '', since: begun }
  let told = false
  for (;;) {
    const file = await createLockFile(path, owner)
    if (file !== null) return file
    const token = await readToken(path)
    if (token !== null) {
      if (token !== seen.token) seen = { token, since: timer.now() }
      if (timer.now() - seen.since >= staleMs || (await hasProcessEnded(token))) {
        if (await removeStale(path, token)) continue
      }
    }
    if (timer.now() - begun >= maxWaitMs) {
      throw new StoreFileError(
        `HEADROOM_DATA_DIR: another process uses ${dirname(path)}; stop it, or give this one a directory of its own.`,
      )
    }
    if (!told) log.info({}, 'another process uses the data directory; waiting for it to end')
    told = true
    await timer.wait(pollIntervalMs)
  }
}

async function createLockFile(path: string, owner: string): Promise<FileHandle | null> {
  try {
    const file = await open(path, 'wx', 0o600)
    await writeToken(file, owner, 0)
    return file
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return null
    throw error
  }
}

/** Writes in place, always as many bytes, so that a full disk does not stop it. */
async function writeToken(file: FileHandle, owner: string, count: number): Promise<void> {
  const text = JSON.stringify({ owner, count, ...(await describeProcess()) })
  await file.write(`${text.padEnd(300)}\n`, 0)
}

/**
 * Takes a stale lock away, unless its owner came back or another process was faster. Processes do that one at a time:
 * between the look at a token and the removal no other process may put a new lock in its place.
 *
 * @returns whether this process had its turn
 */
async function removeStale(path: string, token: string): Promise<boolean> {
  const turn = `${path}.turn`
  let file: FileHandle
  try {
    file = await open(turn, 'wx', 0o600)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
    await removeAbandonedTurn(turn)
    return false
  }
  try {
    if ((await readToken(path)) === token) await unlink(path)
    return true
  } finally {
    await file.close()
    await unlink(turn).catch(() => undefined)
  }
}

/** A turn lasts some milliseconds: one that is older was left by a process that was killed meanwhile. */
async function removeAbandonedTurn(turn: string): Promise<void> {
  const since = await stat(turn).catch(() => null)
  if (since === null || Math.abs(Date.now() - since.mtimeMs) < abandonedTurnMs) return
  await unlink(turn).catch(() => undefined)
}

async function readToken(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}

/** Who holds the lock; null where there is no file, or nothing that can be read as one. */
async function readOwner(path: string): Promise<string | null> {
  const token = await readToken(path).catch(() => null)
  return token === null ? null : (/"owner":"([\w-]+)"/.exec(token)?.[1] ?? null)
}
