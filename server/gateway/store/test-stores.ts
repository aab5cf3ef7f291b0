import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { openFileStores } from './open-store.ts'
import type { Store } from './store.ts'
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'

export async function temporaryStore(now: () => number = Date.now): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'headroom-store-'))
  const store = await openFileStores(folder, { now, log: { warn: () => undefined } })
  onTestFinished(async () => {
    await store.close()
    await removeFolder(folder)
  })
  return store
}

/** Removes a folder with its files; retries if a pending write adds a file in the meantime. */
export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
}

/** A real Redis or Valkey server for one test, on a free port, without persistence. */
type TestRedis = {
  url: string
  start: () => Promise<void>
  stop: () => Promise<void>
  /** Stops responding but keeps connections open, like a network that drops packets. */
  freeze: () => void
  thaw: () => void
}

const programs = ['redis-server', 'valkey-server']

/** Starts a Redis or Valkey server. Throws if none is installed; `npm run test:store` finds or installs one. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort()
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', tmpdir()]
  let child = await run(words)
  return {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      child = await run(words)
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async stop() {
      if (child.exitCode !== null) return
      const exited = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await exited
    },
  }
}

/** Starts a Redis server for all tests of a file. Returns a function that returns the URL of an unused database. */
export function startSharedRedis(): () => string {
  let redis: TestRedis | null = null
  let databases = 0
  beforeAll(async () => {
    redis = await startRedis()
  }, 30_000)
  afterAll(() => redis?.stop())
  return () => {
    const url = `${redis?.url}/${databases}`
    databases += 1
    return url
  }
}

async function run(words: string[]) {
  for (const program of programs) {
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'ignore'] })
    const ready = await new Promise<boolean>((resolve) => {
      child.once('error', () => resolve(false))
      child.once('exit', () => resolve(false))
      child.stdout.on('data', (chunk: Buffer) => {
        if (/ready to accept connections/i.test(chunk.toString())) resolve(true)
      })
    })
    if (ready) return child
  }
  throw new Error('No redis-server or valkey-server is installed: run "npm run test:store".')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port)
        else reject(new Error('No free port found.'))
      })
    })
  })
}
