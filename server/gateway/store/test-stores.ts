import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openFileStores } from './open-store.ts'
import type { Store } from './store.ts'
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'

/** A store in files that go with the test. `now` in epoch milliseconds. */
export async function temporaryStore(now: () => number = Date.now): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'headroom-store-'))
  const store = await openFileStores(folder, { now, log: { warn: () => undefined } })
  onTestFinished(async () => {
    await store.close()
    // A write that nobody waited for may still add a file.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  return store
}

/** A real Redis or Valkey of a test's own, on a free port, that keeps nothing. */
export type TestRedis = {
  url: string
  start: () => Promise<void>
  stop: () => Promise<void>
  /** Takes connections and says nothing any more, as behind a network that drops packets. */
  freeze: () => void
  thaw: () => void
}

const programs = ['redis-server', 'valkey-server']

/** Starts one. Fails where none is installed: `npm run test:store` finds or installs it. */
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
        else reject(new Error('No port is free.'))
      })
    })
  })
}
