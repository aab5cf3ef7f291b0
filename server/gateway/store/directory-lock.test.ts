import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import {
  lockDirectory,
  type DirectoryLock,
  type LockTimer,
  describeProcess,
} from './directory-lock.ts'
import { StoreFileError } from './store-file.ts'

const log = { warn: () => undefined, info: () => undefined }

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'headroom-lock-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

/**
 * Creates a fake clock that advances by one step whenever all processes are waiting for it. `processes` returns the
 * number of running processes.
 */
function createLockstepTimer(processes: () => number = () => 1) {
  let at = 0
  const waits = new Map<() => void, number>()
  const timer: LockTimer = {
    now: () => at,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const done = () => {
          waits.delete(done)
          resolve()
        }
        waits.set(done, at + ms)
        signal?.addEventListener('abort', done)
      }),
  }
  async function pass(ms: number): Promise<void> {
    for (const end = at + ms; at < end;) {
      at += 500
      for (const [done, until] of waits) if (until <= at) done()
      while (waits.size !== processes()) await new Promise((resolve) => setTimeout(resolve, 1))
    }
  }
  return { timer, pass }
}

function held(lock: DirectoryLock): DirectoryLock {
  onTestFinished(lock.release)
  return lock
}

test('in a second process, locking fails after 30 seconds with an error that names HEADROOM_DATA_DIR', async () => {
  const directory = await folder()
  let outcome: unknown = 'waiting'
  const { timer, pass } = createLockstepTimer(() => (outcome === 'waiting' ? 2 : 1))
  held(await lockDirectory(directory, { timer, log, onLost: () => undefined }))
  const second = lockDirectory(directory, { timer, log, onLost: () => undefined })
  second.then(
    () => (outcome = 'locked'),
    (error: unknown) => (outcome = error),
  )
  await pass(29_000)
  expect(outcome).toBe('waiting')
  await pass(2_000)
  expect(outcome).toBeInstanceOf(StoreFileError)
  await expect(second).rejects.toThrow(/^HEADROOM_DATA_DIR: another process uses \S+; stop it/)
})

test('locking fails when the lock is a directory', async () => {
  const directory = await folder()
  await mkdir(join(directory, 'lock'))
  const { timer } = createLockstepTimer()
  await expect(lockDirectory(directory, { timer, log, onLost: () => undefined })).rejects.toThrow(
    /^HEADROOM_DATA_DIR: .*lock is a directory; remove it\.$/,
  )
})

test('locking fails when the lock file is a dangling symlink', async () => {
  const directory = await folder()
  await symlink(join(directory, 'nowhere', 'lock'), join(directory, 'lock'))
  let at = 0
  const timer: LockTimer = {
    now: () => at,
    wait: async (ms) => {
      at += ms
    },
  }
  await expect(
    lockDirectory(directory, { timer, log, onLost: () => undefined }),
  ).rejects.toBeInstanceOf(StoreFileError)
})

test('passes the lock to a second process when the first releases it', async () => {
  const directory = await folder()
  let isReleased = false
  const { timer, pass } = createLockstepTimer(() => (isReleased ? 1 : 2))
  const first = await lockDirectory(directory, { timer, log, onLost: () => undefined })
  const second = lockDirectory(directory, { timer, log, onLost: () => undefined })
  await pass(20_000)
  await first.release()
  isReleased = true
  await pass(1_000)
  const lock = held(await second)
  await expect(lock.ensureHeld()).resolves.toBeUndefined()
  await lock.release()
  expect(await readdir(directory)).toEqual([])
})

test('takes over a lock whose token does not change for 15 seconds, regardless of file times', async () => {
  const directory = await folder()
  const { timer, pass } = createLockstepTimer()
  await writeFile(join(directory, 'lock'), '{"owner":"another-machine","count":7}')
  const lock = lockDirectory(directory, { timer, log, onLost: () => undefined })
  let isLocked = false
  void lock.then(() => (isLocked = true))
  await pass(14_000)
  expect(isLocked).toBe(false)
  await pass(2_500)
  await expect((await lock).ensureHeld()).resolves.toBeUndefined()
  await (await lock).release()
})

test('immediately takes over the lock of a process on this machine that has exited', async () => {
  const directory = await folder()
  const { timer } = createLockstepTimer()
  const { machine } = await describeProcess()
  // No process has this PID: it exceeds the Linux maximum.
  const dead = { owner: 'killed', count: 1, pid: 2 ** 22 + 1, machine }
  await writeFile(join(directory, 'lock'), JSON.stringify(dead))
  const lock = held(await lockDirectory(directory, { timer, log, onLost: () => undefined }))
  await expect(lock.ensureHeld()).resolves.toBeUndefined()
})

test('changes the token every five seconds', async () => {
  const directory = await folder()
  const { timer, pass } = createLockstepTimer()
  held(await lockDirectory(directory, { timer, log, onLost: () => undefined }))
  const tokens = new Set<string>()
  for (let count = 0; count < 3; count += 1) {
    tokens.add(await readFile(join(directory, 'lock'), 'utf8'))
    await pass(5_500)
  }
  expect(tokens.size).toBe(3)
})

test('after another process takes the lock, ensureHeld rejects and onLost is called once', async () => {
  const directory = await folder()
  let lost = 0
  const { timer, pass } = createLockstepTimer(() => 1 - lost)
  const lock = held(await lockDirectory(directory, { timer, log, onLost: () => (lost += 1) }))
  const other = '{"owner":"someone-else","count":1}'
  await writeFile(join(directory, 'lock'), other)
  await pass(6_000)
  expect(lost).toBe(1)
  await expect(lock.ensureHeld()).rejects.toThrow('Another process')
  await lock.release()
  // Neither refresh nor release changes the other process's lock.
  expect(await readFile(join(directory, 'lock'), 'utf8')).toBe(other)
  expect(lost).toBe(1)
})

test('gives a stale lock to only one of ten processes that find it at the same time', async () => {
  const directory = await folder()
  let locked = 0
  let refused = 0
  const { timer, pass } = createLockstepTimer(() => 10 - refused)
  await writeFile(join(directory, 'lock'), '{"owner":"gone","count":7}')
  const settled = Promise.allSettled(
    Array.from({ length: 10 }, async () => {
      try {
        const lock = await lockDirectory(directory, { timer, log, onLost: () => undefined })
        locked += 1
        return lock
      } catch (error) {
        refused += 1
        throw error
      }
    }),
  )
  await pass(20_000)
  expect(locked).toBe(1)
  await pass(15_000)
  expect(refused).toBe(9)
  for (const one of await settled) if (one.status === 'fulfilled') await one.value.release()
})

test('locking is not blocked by a process that was killed while it removed a stale lock', async () => {
  const directory = await folder()
  const { timer, pass } = createLockstepTimer()
  await writeFile(join(directory, 'lock'), '{"owner":"gone","count":7}')
  await writeFile(join(directory, 'lock.turn'), '')
  const before = new Date(Date.now() - 60_000)
  await utimes(join(directory, 'lock.turn'), before, before)
  const locking = lockDirectory(directory, { timer, log, onLost: () => undefined })
  await pass(20_000)
  held(await locking)
  expect(await readdir(directory)).toEqual(['lock'])
})
