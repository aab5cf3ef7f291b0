import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { lockDirectory, type DirectoryLock, type LockTimer } from './directory-lock.ts'
import { describeProcess } from './process-identity.ts'
import { StoreFileError } from './store-file.ts'

const log = { warn: () => undefined, info: () => undefined }

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'headroom-lock-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

/** A clock that the test moves: waits end when their time has come. */
function turnedTimer() {
  let at = 0
  let waits: { until: number; done: () => void }[] = []
  const timer: LockTimer = {
    now: () => at,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        waits.push({ until: at + ms, done: resolve })
        signal?.addEventListener('abort', () => resolve())
      }),
  }
  /** Passes time in steps, and lets file operations end after each. */
  async function pass(ms: number): Promise<void> {
    const end = at + ms
    while (at < end) {
      at += 500
      const due = waits.filter(({ until }) => until <= at)
      waits = waits.filter(({ until }) => until > at)
      for (const { done } of due) done()
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1))
    }
  }
  return { timer, pass }
}

function held(lock: DirectoryLock): DirectoryLock {
  onTestFinished(lock.release)
  return lock
}

test('a second process gives up after 30 seconds with one sentence that names the variable', async () => {
  const directory = await folder()
  const { timer, pass } = turnedTimer()
  held(await lockDirectory(directory, { timer, log, onLost: () => undefined }))
  const second = lockDirectory(directory, { timer, log, onLost: () => undefined })
  let outcome: unknown = 'waiting'
  second.then(
    () => (outcome = 'locked'),
    (error: unknown) => (outcome = error),
  )
  await pass(29_000)
  expect(outcome).toBe('waiting')
  await expect
    .poll(async () => {
      await pass(1_000)
      return outcome
    })
    .toBeInstanceOf(StoreFileError)
  await expect(second).rejects.toThrow(/^HEADROOM_DATA_DIR: another process uses \S+; stop it/)
})

test('a second process gets the lock when the first gives it back', async () => {
  const directory = await folder()
  const { timer, pass } = turnedTimer()
  const first = await lockDirectory(directory, { timer, log, onLost: () => undefined })
  const second = lockDirectory(directory, { timer, log, onLost: () => undefined })
  await pass(20_000)
  await first.release()
  await pass(1_000)
  const lock = held(await second)
  await expect(lock.ensureHeld()).resolves.toBeUndefined()
  await lock.release()
  expect(await readdir(directory)).toEqual([])
})

test('a lock whose token does not change for 15 seconds is taken, whatever its dates say', async () => {
  const directory = await folder()
  const { timer, pass } = turnedTimer()
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

test('the lock of a process of this machine that has ended is taken at once', async () => {
  const directory = await folder()
  const { timer } = turnedTimer()
  const { machine } = await describeProcess()
  // No process has this number: it is above the largest that Linux gives.
  const dead = { owner: 'killed', count: 1, pid: 2 ** 22 + 1, machine }
  await writeFile(join(directory, 'lock'), JSON.stringify(dead))
  const lock = held(await lockDirectory(directory, { timer, log, onLost: () => undefined }))
  await expect(lock.ensureHeld()).resolves.toBeUndefined()
})

test('the token changes every five seconds', async () => {
  const directory = await folder()
  const { timer, pass } = turnedTimer()
  held(await lockDirectory(directory, { timer, log, onLost: () => undefined }))
  const tokens = new Set<string>()
  for (let count = 0; count < 3; count += 1) {
    tokens.add(await readFile(join(directory, 'lock'), 'utf8'))
    await pass(5_500)
  }
  expect(tokens.size).toBe(3)
})

test('a process that lost its lock may not write, and hears so once', async () => {
  const directory = await folder()
  const { timer, pass } = turnedTimer()
  let lost = 0
  const lock = held(await lockDirectory(directory, { timer, log, onLost: () => (lost += 1) }))
  const other = '{"owner":"someone-else","count":1}'
  await writeFile(join(directory, 'lock'), other)
  await pass(6_000)
  expect(lost).toBe(1)
  await expect(lock.ensureHeld()).rejects.toThrow('Another process')
  await lock.release()
  // Neither the refresh nor the release touches what is not its own.
  expect(await readFile(join(directory, 'lock'), 'utf8')).toBe(other)
  expect(lost).toBe(1)
})

test('of ten processes that find a stale lock at once one holds it', async () => {
  const directory = await folder()
  const { timer, pass } = turnedTimer()
  await writeFile(join(directory, 'lock'), '{"owner":"gone","count":7}')
  let locked = 0
  const tries = Array.from({ length: 10 }, async () => {
    const lock = await lockDirectory(directory, { timer, log, onLost: () => undefined })
    locked += 1
    return lock
  })
  const settled = Promise.allSettled(tries)
  await pass(20_000)
  expect(locked).toBe(1)
  await pass(15_000)
  for (const one of await settled) if (one.status === 'fulfilled') await one.value.release()
})
