import { readFile, readlink, mkdir, open, stat, unlink, type FileHandle } from 'node:fs/promises'
import * as v from 'valibot'
import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { Log } from '#server/gateway/http/request-log.ts'
import { errorCode } from './store.ts'
import { StoreFileError } from './store-file.ts'

/** Identifies a process. `machine` combines the boot ID with the PID namespace that `pid` belongs to. */
const ProcessIdentity = v.object({ pid: v.number(), machine: v.string() })
type ProcessIdentity = v.InferOutput<typeof ProcessIdentity>
const StoredIdentity = v.pipe(v.string(), v.parseJson(), ProcessIdentity)

let cachedIdentity: Promise<ProcessIdentity> | null = null

/** Returns the identity of this process. `machine` is empty on systems other than Linux. */
export function describeProcess(): Promise<ProcessIdentity> {
  cachedIdentity ??= readIdentity()
  return cachedIdentity
}

async function readIdentity(): Promise<ProcessIdentity> {
  try {
    const [boot, table] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      // Containers on one machine have separate PID namespaces, so the same PID can mean another process.
      readlink('/proc/self/ns/pid'),
    ])
    return { pid: process.pid, machine: `${boot.trim()} ${table}` }
  } catch {
    return { pid: process.pid, machine: '' }
  }
}

/**
 * Returns whether a process has definitely exited: it was started on this machine since the last boot and no longer
 * exists.
 */
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

/** The exclusive right to write to a data directory. */
export type DirectoryLock = {
  /** Rejects after another process has taken the lock; this process must then stop writing. */
  ensureHeld: () => Promise<void>
  release: () => Promise<void>
}

/** Clock and timer, replaceable in tests. */
export type LockTimer = {
  /** Returns the milliseconds of a monotonic clock. */
  now: () => number
  /** Resolves after `ms` milliseconds, or as soon as the signal aborts. */
  wait: (ms: number, signal?: AbortSignal) => Promise<void>
}

type LockOptions = {
  timer: LockTimer
  log: Pick<Log, 'warn' | 'info'>
  /** Called once if another process takes the lock. */
  onLost: () => void
}

const refreshMs = 5_000
const pollIntervalMs = 500
/** A lock is stale if its token has not changed for this long, because its owner has then missed three refreshes. */
const staleMs = 15_000
/** Maximum wait for the lock of another process. */
const maxWaitMs = 30_000
/** Age at which a second lock counts as left behind by a killed process. */
const abandonedTurnMs = 5_000

/**
 * Acquires the lock of a data directory: a file whose content the owner changes every five seconds. An owner counts as
 * alive as long as the content changes, so that the clocks of two machines are never compared. An owner on this machine
 * whose process has exited is replaced immediately. If the directory is not writable, logs a warning and continues
 * without a lock.
 *
 * @throws StoreFileError if the lock is a directory, or if another process still holds the lock after 30 seconds. A
 *   rolling deployment must stop the old process within that time.
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
    if (errorCode(error) === 'EISDIR') {
      throw new StoreFileError(`HEADROOM_DATA_DIR: ${path} is a directory; remove it.`)
    }
    log.warn({ code: errorCode(error) }, 'cannot lock the data directory')
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
    throw new Error('Another process holds the lock of the data directory.')
  }
  async function refresh(): Promise<void> {
    for (let count = 1; state === 'held'; count += 1) {
      await timer.wait(refreshMs, stopped.signal)
      if (state !== 'held') return
      try {
        await ensureHeld()
        await writeToken(file, owner, count)
      } catch (error) {
        if (state === 'held')
          log.warn({ code: errorCode(error) }, 'cannot refresh the lock of the data directory')
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

/**
 * Creates the lock file once the directory has no other owner. Later writes use the open handle, so they never change
 * the lock of another process.
 */
async function acquire(
  path: string,
  owner: string,
  { timer, log }: LockOptions,
): Promise<FileHandle> {
  const begun = timer.now()
  let seen = { token: '', since: begun }
  let isLogged = false
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
        `HEADROOM_DATA_DIR: another process uses ${dirname(path)}; stop it, or use another directory for this process.`,
      )
    }
    if (!isLogged) log.info({}, 'another process uses the data directory; waiting for it to exit')
    isLogged = true
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

/** Overwrites the token in place with a token of the same length, which works even on a full disk. */
async function writeToken(file: FileHandle, owner: string, count: number): Promise<void> {
  const text = JSON.stringify({ owner, count, ...(await describeProcess()) })
  await file.write(`${text.padEnd(300)}\n`, 0)
}

/**
 * Removes a stale lock, unless its owner is active again or another process has removed it. A second lock file makes
 * processes take turns, so that none can create a new lock between the check of the token and the removal.
 *
 * @returns whether this process held the second lock
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

/** Removes a second lock that a killed process left behind: a process holds it for milliseconds only. */
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

/** Returns the owner of the lock, or null if there is no lock file or it is unreadable. */
async function readOwner(path: string): Promise<string | null> {
  const token = await readToken(path).catch(() => null)
  return token === null ? null : (/"owner":"([\w-]+)"/.exec(token)?.[1] ?? null)
}
