import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readlink, rm, stat, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'

/** The folder for results that do not fit in memory. */
export type QueryFolder = {
  path: string
  /** Deletes the folder. */
  remove: () => Promise<void>
}

/** The owner of a folder: `system` is the same for processes that see each other's process IDs. */
export type FolderOwner = { system: string; pid: number; isRunning: (pid: number) => boolean }

const folderName = /^\.query-(?:([\da-f]{16})-(\d+)-)?[\da-f-]{36}$/
/** A process marks its folder as in use at this interval. */
const markIntervalMs = 10 * 60_000
/** A folder that was not marked for this long belongs to no running process. */
const abandonedMs = 60 * 60_000

/**
 * Returns a new folder below `root`, and deletes those of processes that no longer run: a crash leaves a folder behind,
 * which can be large. Several gateways share `root`. The process IDs of other systems are unknown, so their folders are
 * deleted an hour after they were last marked. Errors are ignored: without a folder, only large queries fail.
 */
export async function openQueryFolder(
  root: string,
  owner: FolderOwner,
  now: () => number = Date.now,
): Promise<QueryFolder> {
  const own = `.query-${owner.system}-${owner.pid}-${randomUUID()}`
  const path = join(root, own)

  async function isAbandoned(name: string): Promise<boolean> {
    const parts = folderName.exec(name)
    if (parts === null || name === own) return false
    const [, system, pid] = parts
    // An earlier process with the same ID ended before this process started.
    if (system === owner.system && (Number(pid) === owner.pid || !owner.isRunning(Number(pid)))) {
      return true
    }
    const { mtimeMs } = await stat(join(root, name))
    return now() - mtimeMs > abandonedMs
  }
  async function removeAbandoned(): Promise<void> {
    const names = await readdir(root).catch(() => [])
    for (const name of names) {
      if (!(await isAbandoned(name).catch(() => false))) continue
      await rm(join(root, name), { recursive: true, force: true }).catch(() => undefined)
    }
  }
  async function mark(): Promise<void> {
    try {
      await mkdir(path, { recursive: true, mode: 0o700 })
      const time = new Date(now())
      await utimes(path, time, time)
    } catch {
      // The disk is full or the folder is not writable; the collector reports it.
    }
  }

  await removeAbandoned()
  await mark()
  const timer = setInterval(() => void mark().then(removeAbandoned), markIntervalMs)
  timer.unref()
  return {
    path,
    async remove() {
      clearInterval(timer)
      await rm(path, { recursive: true, force: true }).catch(() => undefined)
    },
  }
}

/** Returns this process as the owner of a folder. */
export async function currentOwner(): Promise<FolderOwner> {
  // Containers can have the same host name but different process IDs; this link differs between them.
  const processes = await readlink('/proc/self/ns/pid').catch(() => '')
  const system = createHash('sha256').update(JSON.stringify([hostname(), processes]))
  return { system: system.digest('hex').slice(0, 16), pid: process.pid, isRunning }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // `EPERM` means that the process runs as another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
